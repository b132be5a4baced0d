//! What residents ask, and the answers.
//! Not here: words of other pages.

pub const TITLE: &str = "Questions and answers";
pub const LEAD: &str = "Did not find the answer? Call us, the phone number is at the bottom of the page.";

pub const BEFORE_TITLE: &str = "Before you start";
pub const BEFORE: [(&str, &str); 5] = [
    (
        "Is it free?",
        "Yes. The electronic receipt, the profile and the SMS with a code are free. Going back to paper costs nothing either.",
    ),
    (
        "Is the electronic receipt the same as the paper one?",
        "Yes. It has the same lines of charges, readings, debts, recalculations and the same day to pay by. It is as good as the paper one, and you can print it.",
    ),
    (
        "Do I have to switch?",
        "No. Until you yourself confirm it with a code from an SMS, the receipt comes on paper, as before.",
    ),
    (
        "My grandmother has no phone and no e-mail. What about her receipt?",
        "Nothing changes: she goes on getting paper. If she likes, somebody close to her can add her address to their own profile. Her latest receipt is needed for that.",
    ),
    (
        "Where do I find the utility account number and the sum?",
        "On the latest paper receipt. The utility account number is at the top, next to the address; the sum is in the line “Total to pay”. You can leave out the spaces in the number.",
    ),
];

pub const LETTERS_TITLE: &str = "Letters and SMS";
pub const LETTERS: [(&str, &str); 5] = [
    (
        "There is no letter. Where is it?",
        "Look in the “Spam” folder. If the letter is there, mark it “Not spam” and add our address to your contacts: the next letters will come to the right place. The receipt itself is already here, on the tab “Receipts”.",
    ),
    (
        "What if a letter does not arrive?",
        "Your mail service tells us. We send an SMS, the receipt goes back to paper by itself and stays there until your mail works again. No charge gets lost.",
    ),
    (
        "The SMS with the code does not come",
        "Wait a minute and check the number. Then press “No code?”: there you can send a new one. A code works for 10 minutes. If nothing helps, call us.",
    ),
    (
        "Will you send me advertising?",
        "No. Only receipts and messages about them. SMS about new charges come only if you ticked “Get notices by SMS”.",
    ),
    (
        "How do I change my e-mail address or phone?",
        "Call us. Until the new e-mail address is confirmed, the receipts come on paper, so nothing gets lost.",
    ),
];

pub const PAPER_TITLE: &str = "Paper and payment";
pub const PAPER: [(&str, &str); 4] = [
    (
        "Why is part of the receipt still on paper?",
        "Suppliers join one after another. Charges of those who joined come by e-mail, the others on paper. When one more joins, we will offer you to switch, but nothing changes without your consent.",
    ),
    (
        "How do I bring back the paper?",
        "Open “Addresses”, choose the address and press “Bring back the paper receipt”. The paper comes back with the next receipt that is not out yet. The page names the month.",
    ),
    (
        "Do I have to pay in another way now?",
        "No. Pay where you are used to: at the bank, at the post office, in an app. The utility account number, the sums and the day to pay by are the same.",
    ),
    (
        "There are two of us in the flat. Who gets the letter?",
        "Everybody who added the address and confirmed their e-mail address gets the letter. If one of you brings back the paper, the others hear of it at once.",
    ),
];

pub const SAFETY_TITLE: &str = "Safety";
pub const SAFETY: [(&str, &str); 3] = [
    (
        "How do I tell your letter from a fake?",
        "Our letter has your address and utility account in it, and its link leads to this site. We never ask for a password, a code from an SMS or card details in letters. In doubt, do not press the link: open this site yourself and compare the sum. Or call us.",
    ),
    (
        "Who will see my receipt?",
        "Only you and those who added the same address and proved that they know the utility account and the sum. A profile opens with a password.",
    ),
    (
        "Will anybody ask me for the code from the SMS over the phone?",
        "Our people never ask for the code. If somebody calls and asks for it, it is a fraud: hang up and dial our number yourself.",
    ),
];
