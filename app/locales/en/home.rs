//! Words of the first page.
//! Not here: the steps in full (see `how_to`).

pub const CONNECT: &str = "Set up electronic receipts";
pub const ENTER: &str = "Sign in";

pub const TITLE: &str = "The receipt for your home, in your mailbox";
pub const LEAD: &str = "The same receipt, the same sums and the same day to pay by. Only not in the letter box on the stairs, but in your e-mail and on your own pages here.";
pub const TIME: &str =
    "You need the paper receipt, an e-mail address and a mobile phone. Two minutes, one SMS, free of charge.";

pub const SAMPLE_TITLE: &str = "A receipt, for example";
pub const SAMPLE_ADDRESS: &str = "Abakan, 12\u{a0}Shchetinkina St, flat\u{a0}45";
pub const BY_EMAIL: &str = "By e-mail";
pub const ON_PAPER: &str = "On paper";
pub const SAMPLE_ELECTRONIC: [(&str, &str); 2] =
    [("Heating, hot water", "2\u{a0}318,40\u{a0}₽"), ("Cold water, sewage", "486,15\u{a0}₽")];
pub const SAMPLE_PAPER: [(&str, &str); 2] = [("Capital repairs", "412,80\u{a0}₽"), ("Waste removal", "195,42\u{a0}₽")];
pub const SAMPLE_TEAR: &str = "Suppliers join one after another";
pub const SAMPLE_TOTAL: &str = "Total to pay";
pub const SAMPLE_SUM: &str = "3\u{a0}412,77\u{a0}₽";
pub const SAMPLE_CAPTION: &str = "Here you always see the whole receipt: what came by e-mail, and what stayed on paper.";

pub const STEPS_TITLE: &str = "Four steps";
pub const STEPS: [&str; 4] = [
    "Create a profile: you need an e-mail address and a mobile phone.",
    "Open the tab “Addresses” and add your flat by the utility account number on the receipt.",
    "Press “Switch to electronic receipts”.",
    "Enter the code from the SMS. From the next receipt on, the charges of the connected suppliers come by e-mail.",
];
pub const STEPS_LINK: &str = "See the steps with drawings";

pub const PROMISES_TITLE: &str = "What is in it for you";
pub const PROMISES: [(&str, &str); 6] = [
    ("Sooner", "The letter comes within hours of the charges. No waiting for the post."),
    (
        "Safe",
        "The receipt cannot get lost. If a letter does not arrive, we notice, send an SMS, and the paper comes back by itself.",
    ),
    ("Handy", "Receipts of past months open at any time: on a phone, a tablet or a computer."),
    (
        "Private",
        "Sums and debts do not lie in a letter box that everybody can reach. Only those who proved that they know the utility account see the receipt.",
    ),
    (
        "For those you care about",
        "Several people can add one address: a mother and her grown-up daughter, say, each in her own profile.",
    ),
    ("Sparing", "Sheets for the connected suppliers are no longer printed and carried around."),
];

pub const FORGED_TITLE: &str = "Not sure that a receipt is real?";
pub const FORGED_TEXT: &str = "Sometimes letter boxes get receipts of strangers, with a stranger’s bank account. By the code, the QR code or the file we tell you at once whether it is ours.";

pub const PAPER_TITLE: &str = "What becomes of the paper";
pub const PAPER_STAYS: &str = "Charges of those suppliers who have joined already come by e-mail. The others stay on paper. Before you confirm, you see two lists: what will come by e-mail and what stays on paper.";
pub const PAPER_RETURN: &str = "Changed your mind? You can bring back the paper receipt on any day, in the same place, on the tab “Addresses”. You need not say why.";
pub const QUESTIONS_LINK: &str = "Read questions and answers";
