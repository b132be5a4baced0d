//! What search engines and messengers show of a page: one sentence each.
//! Not here: titles, which every page has itself.

/// The sentence for the page at `path`.
pub fn of(path: &str) -> &'static str {
    match path {
        "/" => {
            "Electronic receipts for housing and utilities: they come by e-mail and open in your profile, no paper needed."
        }
        "/how-to" => "How to change to electronic receipts in four steps, and how to change back to paper.",
        "/questions" => "Answers to common questions about electronic receipts.",
        "/channels" => "Ways to get your receipts: by e-mail, in the profile, or on paper.",
        "/contacts" => "Phone, address and opening hours of the people who answer for your receipts.",
        "/privacy" => "What the profile knows about you, why, and who can see it.",
        "/accessibility" => "Who can use the profile and how: keyboard, screen readers, large print.",
        "/sign-in" => "Sign in to your profile of electronic receipts.",
        "/sign-up" => "Create a profile for electronic receipts: e-mail, phone and password.",
        "/connect" => "Change to electronic receipts with your account number, without a visit to an office.",
        _ if path.starts_with("/check") => "Check that a receipt is genuine: by its code, by a photo or by its file.",
        _ if path.starts_with("/documents/") => "The text of a consent: what exactly you allow and how to withdraw it.",
        _ => "Electronic receipts for housing and utilities: see them, pay them, check them.",
    }
}
