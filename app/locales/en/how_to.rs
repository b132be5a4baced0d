//! Words of the guide with drawings.
//! Not here: words of the pages that the guide shows.

pub const TITLE: &str = "How to set up electronic receipts";
pub const LEAD: &str = "Four steps, about two minutes. You can print this page and keep it beside you.";
pub const READY_TITLE: &str = "Have ready";
pub const READY: [&str; 3] = [
    "the latest paper receipt: you need the utility account number and the sum “Total to pay” from it;",
    "a mobile phone: a code will come to it by SMS;",
    "an e-mail address that you read.",
];

pub const REGISTER: (&str, [&str; 2]) = (
    "1. Create a profile",
    [
        "Enter your e-mail address and mobile phone, choose a password, tick the consent and press “Create a profile”.",
        "A letter will come to you. Open it and confirm the address: without that the receipts stay on paper.",
    ],
);
pub const REGISTER_PICTURE: &str = "Drawing: creating a profile";
pub const REGISTER_DESCRIBED: &str =
    "The screen of a phone. Arrows point at two fields, e-mail and phone. Below them is the button “Create a profile”.";
pub const EMAIL: &str = "E-mail";
pub const PHONE: &str = "Phone";

pub const ADDRESSES: (&str, [&str; 2]) = (
    "2. Open the tab “Addresses”",
    [
        "It is the first tab, at the top left. If your flat is not there yet, press “Add an address”.",
        "Copy the utility account number and the sum “Total to pay” from the receipt. So we can be sure that you hold the receipt in your hands.",
    ],
);
pub const ADDRESSES_PICTURE: &str = "Drawing: the tab “Addresses”";
pub const ADDRESSES_DESCRIBED: &str = "A window with three tabs. The first one, “Addresses”, is circled. Below it is a card with a little house and the address of a flat.";
pub const STREET: &str = "Shchetinkina St";
pub const FLAT: &str = "house 12, flat 45";
pub const ACCOUNT: &str = "utility account";

pub const SWITCH: (&str, [&str; 2]) = (
    "3. Press “Switch to electronic receipts”",
    [
        "You will see what comes by e-mail, what stays on paper, and from which month.",
        "If you want to hear of new charges by SMS as well, tick “Get notices by SMS”. If you do not tick it, notices come by e-mail only.",
    ],
);
pub const SWITCH_PICTURE: &str = "Drawing: switching to electronic receipts";
pub const SWITCH_DESCRIBED: &str = "The page of an address. A pointer presses the large button “Switch to electronic receipts”. Below it is an optional tick box about notices by SMS.";
pub const WHOLE_ADDRESS: &str = "12 Shchetinkina St, flat 45";
pub const BUTTON: [&str; 2] = ["Switch to electronic", "receipts"];
pub const CHECKBOX: [&str; 2] = ["Get notices", "by SMS"];
pub const OPTIONAL: &str = "if you like";

pub const CODE: (&str, [&str; 2]) = (
    "4. Enter the code from the SMS",
    [
        "A code of six digits will come to your phone. Enter it in the field “Code from the message”: it is your signature under the consent.",
        "Do not tell the code to anybody. Our people never ask for it.",
    ],
);
pub const CODE_PICTURE: &str = "Drawing: the code, and the receipt in the mail";
pub const CODE_DESCRIBED: &str =
    "A phone with a message of six digits. An arrow leads to an envelope with a receipt peeping out.";
pub const SMS: &str = "Your code:";
pub const RECEIPT: &str = "Receipt";
pub const MAIL: &str = "E-mail";

pub const AFTER_TITLE: &str = "What happens next";
pub const AFTER: [&str; 3] = [
    "A letter tells you from which month the receipt is electronic.",
    "On the next paper receipt only those suppliers are left who have not joined yet.",
    "You can bring back the paper on any day: “Addresses”, your address, the button “Bring back the paper receipt”.",
];
pub const ALL_AT_ONCE: &str = "With this button all four steps come in a row, and the profile makes itself.";
