//! Words of the practice bank's page.
//! Not here: words of the cabinet's own pages about paying (see `pay`).

/// Heading.
pub const TITLE: &str = "Practice bank: no money is taken";
/// What this page stands for.
pub const LEAD: &str = "This is what a real bank’s page for card numbers looks like. There is nothing to type here: choose how the payment ends.";
/// How much.
pub const SUM: &str = "To pay";
/// What for.
pub const PURPOSE: &str = "What for";
/// The button that pays.
pub const PAY: &str = "Pay";
/// The button that does not.
pub const REFUSE: &str = "Refuse";
/// Heading where there is no such payment.
pub const UNKNOWN_TITLE: &str = "There is no such payment";
/// What to do then.
pub const UNKNOWN_TEXT: &str = "Open the receipt again and press “Pay online”.";
/// Link to the cabinet.
pub const HOME: &str = "To the first page";
