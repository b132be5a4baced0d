//! Words of the page about personal data.
//! Not here: the legal texts themselves (see `cabinet`).

pub const TITLE: &str = "Personal data";
pub const LEAD: &str = "Short and in plain words: what we keep, what for, and who sees it. The legal texts are at the end.";
pub const SECTIONS: [(&str, &[&str]); 5] = [
    (
        "What we keep",
        &[
            "your e-mail address and phone: to send receipts and the code;",
            "not your password but a fingerprint of it: even we cannot read the password;",
            "the utility accounts that you added, and their charges;",
            "your consents: the text, the time, the network address and the browser. They prove that it was you who decided.",
        ],
    ),
    (
        "Who sees it",
        &[
            "you, and those who added the same address and proved that they know the utility account;",
            "people of the billing agent when they help you;",
            "suppliers get only what they know anyway: charges, and how the receipt comes.",
        ],
    ),
    (
        "What we do not do",
        &[
            "we show no advertising and pass no data to advertising networks;",
            "we use no visitor counters of others;",
            "we send nothing but receipts and messages about them.",
        ],
    ),
    (
        "Cookies",
        &[
            "One to remember that you signed in, one while you fill in a form, one for the language you chose. The first goes when you sign out, the second when you stop using the site; the language is kept for a year.",
        ],
    ),
    (
        "How to withdraw",
        &[
            "to bring back the paper: “Addresses”, your address, “Bring back the paper receipt”;",
            "to withdraw the consent to processing of data and delete the profile: call or write to us. The receipts go back to paper.",
        ],
    ),
];
pub const TEXTS_TITLE: &str = "Full texts";
pub const PERSONAL_DATA: &str = "Consent to the processing of personal data";
pub const ELECTRONIC_DELIVERY: &str = "Consent to electronic receipts";
pub const IN_RUSSIAN: Option<&str> = Some("The Russian text is the one that is signed, so it stands here in Russian.");

pub fn version(version: &str) -> String {
    format!("Version of {}", super::dates::iso_day(version))
}
