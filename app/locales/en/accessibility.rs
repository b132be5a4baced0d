//! Words of the page about accessibility.
//! Not here: the rules themselves, which the tests check.

pub const TITLE: &str = "Accessibility";
pub const LEAD: &str = "Everybody should be able to use this site: with any eyesight, any phone, any internet connection.";
pub const SECTIONS: [(&str, &[&str]); 3] = [
    (
        "What works already",
        &[
            "large type and strong contrast, light or dark as your device is set;",
            "zooming in to 400% without losing text or buttons;",
            "everything can be done from the keyboard and with a screen reader;",
            "all pages and forms work without JavaScript;",
            "the receipt and the guide print large, black on white.",
        ],
    ),
    (
        "What we go by",
        &[
            "the Russian standard GOST R 52872-2019 and the international guidelines WCAG 2.2, level AA. Our text contrast and button sizes are better than they require.",
        ],
    ),
    (
        "If something gets in your way",
        &[
            "call or write to us: name the page and tell us what did not work. We will help you over the phone and mend the page.",
        ],
    ),
];
