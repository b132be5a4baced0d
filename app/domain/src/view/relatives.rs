//! What the pages of «Близкие» show.
//! Not here: receipts of close persons, which are like any other (see `view`).

use super::{FormState, ReceiptRow};
use crate::id::{AccountId, GrantId};
use crate::{Date, Money, Period};
use serde::{Deserialize, Serialize};

/// What a close person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Read and pay.
    View,
    /// And choose how the receipt comes.
    Manage,
}

impl Role {
    /// As stored and as forms send it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Manage => "manage",
        }
    }

    /// Back from [`Role::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::View, Self::Manage].into_iter().find(|role| role.as_str() == text)
    }
}

/// Somebody whose receipts the person sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyPerson {
    /// The grant.
    pub grant: GrantId,
    /// `Мария Ивановна`.
    pub name: String,
    /// The account.
    pub account: AccountId,
    /// Its address.
    pub address: String,
    /// What is allowed.
    pub role: Role,
    /// Copies of letters come.
    pub letters: bool,
    /// The newest receipt.
    pub latest: Option<ReceiptRow>,
    /// What is left of it.
    pub left: Money,
    /// Its pay page, while something is left.
    pub pay_path: Option<String>,
}

/// Somebody who sees receipts of the person's account, or is invited to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAccess {
    /// The grant.
    pub grant: GrantId,
    /// `Анна Петрова`.
    pub name: String,
    /// The address that is seen.
    pub address: String,
    /// What is allowed.
    pub role: Role,
    /// Copies of letters go there.
    pub letters: bool,
    /// When it was accepted; none: not yet.
    pub since: Option<Date>,
    /// The last visit.
    pub last_visit: Option<Date>,
    /// The contact that was invited: the holder has typed it. Empty where a code was read out.
    pub contact: String,
    /// Of an invitation: its last day.
    pub until: Date,
    /// The newest lines of its journal, newest first.
    pub events: Vec<(AccessEvent, Date)>,
}

/// A line of the journal of access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessEvent {
    /// The holder invited.
    Invited,
    /// The invitation was accepted.
    Accepted,
    /// The invitation was declined.
    Declined,
    /// The holder took the invitation back.
    Cancelled,
    /// Access was closed.
    Revoked,
    /// The close person gave it up.
    Left,
    /// Access was given by a code that the holder read out.
    Asked,
    /// The close person looked at receipts.
    Visited,
    /// The close person went to the bank's page.
    WentToPay,
    /// The close person chose electronic delivery.
    Switched,
    /// The close person chose paper again.
    Returned,
    /// Copies of letters began.
    LettersOn,
    /// Copies of letters ended.
    LettersOff,
}

impl AccessEvent {
    const ALL: [(Self, &'static str); 13] = [
        (Self::Invited, "invited"),
        (Self::Accepted, "accepted"),
        (Self::Declined, "declined"),
        (Self::Cancelled, "cancelled"),
        (Self::Revoked, "revoked"),
        (Self::Left, "left"),
        (Self::Asked, "asked"),
        (Self::Visited, "visited"),
        (Self::WentToPay, "went_to_pay"),
        (Self::Switched, "switched"),
        (Self::Returned, "returned"),
        (Self::LettersOn, "letters_on"),
        (Self::LettersOff, "letters_off"),
    ];

    /// As stored.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(event, _)| *event == self).map_or("", |(_, text)| text)
    }

    /// Back from [`AccessEvent::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == text).map(|(event, _)| *event)
    }
}

/// The tab «Близкие».
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelativesPage {
    /// «Кого я вижу».
    pub people: Vec<MyPerson>,
    /// «Кто видит ваши квитанции».
    pub given: Vec<GivenAccess>,
    /// Whether there is an address to give access to.
    pub can_give: bool,
}

/// A step of giving access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiveStep {
    /// `/relatives/give`: whom.
    Person,
    /// `/relatives/give/address`: what.
    Address,
    /// `/relatives/give/role`: how much.
    Role,
    /// `/relatives/give/check`.
    Check,
    /// `/relatives/give/done`.
    Done,
}

/// What a step of giving access shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivePage {
    /// The form, as typed or as answered before.
    pub form: FormState,
    /// The person's own addresses.
    pub addresses: Vec<(AccountId, String)>,
    /// What has been answered, for «Проверьте ответы» and «Готово».
    pub answers: GiveAnswers,
}

/// The answers of the steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiveAnswers {
    /// `Анна Петрова`.
    pub close_name: String,
    /// E-mail or phone, as shown.
    pub contact: String,
    /// The address in words.
    pub address: String,
    /// `Мария Ивановна`.
    pub holder_name: String,
    /// What is allowed.
    pub manage: bool,
    /// Copies of letters.
    pub letters: bool,
}

/// The page that asks once before access is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosePage {
    /// The grant.
    pub grant: GrantId,
    /// Of a holder: who loses access. Of a close person: whose receipts.
    pub name: String,
    /// The address.
    pub address: String,
    /// It is an invitation that nobody has accepted.
    pub invitation: bool,
    /// The close person gives it up.
    pub own: bool,
}

/// How an invitation stands for whoever has opened it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Nobody is signed in.
    SignIn,
    /// It can be accepted.
    Open,
    /// Somebody else is signed in than was invited.
    WrongPerson,
    /// The holder took it back, or has closed the access since.
    Cancelled,
    /// 48 hours have passed.
    Expired,
    /// It was declined.
    Declined,
    /// Somebody else has accepted it.
    Used,
}

/// The page of an invitation. No sums, no flat: a stranger may have the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationPage {
    /// How it stands.
    pub state: InvitationState,
    /// Whose receipts: `Мария Ивановна`.
    pub name: String,
    /// Street and house.
    pub address: String,
    /// What is allowed.
    pub role: Role,
    /// Copies of letters.
    pub letters: bool,
    /// The contact that was invited, masked.
    pub contact: String,
    /// Who is signed in, for the wrong person.
    pub signed_in_as: String,
}

/// A step of asking for access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskStep {
    /// `/relatives/ask`: the account.
    Account,
    /// `/relatives/ask/person`: whose it is and where the code goes.
    Person,
    /// `/relatives/ask/code`.
    Code,
    /// `/relatives/ask/done`.
    Done,
}

/// What a step of asking for access shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskPage {
    /// The form, as typed or as answered before.
    pub form: FormState,
    /// Step «Account»: the months whose total is accepted, newest first.
    pub months: Vec<Period>,
    /// Whose receipts: `Мария Ивановна`.
    pub name: String,
    /// The address.
    pub address: String,
    /// The phone that the code goes to, masked.
    pub phone: String,
    /// The account, after the code.
    pub account: Option<AccountId>,
}
