//! People of tests, and the steps they take: sign up, bind, read the code, switch.
//! Not here: what the steps do (see `cabinet`).

use crate::World;
use crate::street::{number, total};
use cabinet::MINUTE;
use cabinet::access::{ResidentOf, Visitor};
use cabinet::letter::Letter;
use cabinet::sign_up::SignUp;
use domain::id::{AccountId, ResidentId};
use std::net::{IpAddr, Ipv4Addr};

/// Everybody's password.
pub const PASSWORD: &str = "дом у реки";

/// Somebody with contacts, a browser and, after signing up, a session.
#[derive(Clone, Debug)]
pub struct Person {
    /// `anna@example.ru`.
    pub email: String,
    /// `+79…`.
    pub phone: String,
    /// The browser.
    pub visitor: Visitor,
}

/// Somebody who has not signed up. One name is one person: contacts, browser and address are made from it.
pub fn person(name: &str) -> Person {
    let mark = name.bytes().fold(7_u32, |mark, byte| (mark * 31 + u32::from(byte)) % 10_000_000);
    let [_, a, b, c] = mark.to_be_bytes();
    let mut browser = [0; 16];
    browser[..4].copy_from_slice(&mark.to_be_bytes());
    Person {
        email: format!("{name}@example.ru"),
        phone: format!("+7913{mark:07}"),
        visitor: Visitor {
            ip: Some(IpAddr::V4(Ipv4Addr::new(10, a, b, c))),
            user_agent: format!("Mozilla/5.0 ({name})"),
            browser: Some(browser),
            session: None,
            language: None,
            look: None,
        },
    }
}

/// The secret part of a link in a letter.
pub fn token(link: &str) -> String {
    link.rsplit('/').next().unwrap_or_default().to_owned()
}

impl World {
    /// Fills in the registration; answers what the use case answers.
    pub async fn try_sign_up(&self, person: &Person, password: &str) -> cabinet::Outcome<String> {
        let form = SignUp { email: &person.email, phone: &person.phone, password, personal_data: true };
        self.cabinet.sign_up(&person.visitor, &form).await
    }

    /// Somebody who has signed up and has not opened the letter.
    pub async fn signed_up(&self, name: &str) -> Person {
        let mut person = person(name);
        person.visitor.session = Some(self.try_sign_up(&person, PASSWORD).await.expect("the form is right"));
        person
    }

    /// Opens the last letter that asks to confirm the e-mail.
    pub async fn confirm_email(&self, person: &Person) {
        self.deliver().await;
        let link = self.sent.letters(&person.email).into_iter().rev().find_map(|letter| match letter {
            Letter::ConfirmEmail { link } => Some(link),
            _ => None,
        });
        self.cabinet.confirm_email(&token(&link.expect("the letter came"))).await.expect("the link is fresh");
    }

    /// Somebody who has signed up and confirmed the e-mail.
    pub async fn resident(&self, name: &str) -> Person {
        let person = self.signed_up(name).await;
        self.confirm_email(&person).await;
        person
    }

    /// Who a signed-in person is.
    pub async fn id(&self, person: &Person) -> ResidentId {
        self.cabinet.resident(&person.visitor).await.expect("signed in").id()
    }

    /// Binds the n-th account of a street by its total of September 2026.
    pub async fn bind(&self, person: &Person, n: u32) -> AccountId {
        let total = total(n, "2026-09").plain();
        self.cabinet.bind_account(&person.visitor, &number(n), &total).await.expect("the total is right")
    }

    /// The right of a person to an account.
    pub async fn of(&self, person: &Person, account: AccountId) -> ResidentOf {
        self.cabinet.resident_of(&person.visitor, account).await.expect("bound")
    }

    /// Asks for a code, a minute after whatever was before.
    pub async fn ask_for_code(&self, person: &Person, account: AccountId, sms_notices: bool) {
        self.clock.advance(MINUTE);
        let of = self.of(person, account).await;
        self.cabinet.start_switch(&person.visitor, &of, sms_notices).await.expect("there is something to switch");
    }

    /// Reads the newest code on the person's phone.
    pub async fn read_code(&self, person: &Person) -> String {
        self.deliver().await;
        self.sent.last_code(&person.phone).expect("a code came")
    }

    /// Enters a code.
    pub async fn enter_code(&self, person: &Person, account: AccountId, code: &str) -> cabinet::Outcome<()> {
        let of = self.of(person, account).await;
        self.cabinet.confirm_switch(&person.visitor, &of, code).await
    }

    /// Goes the whole way to electronic delivery.
    pub async fn switch(&self, person: &Person, account: AccountId, sms_notices: bool) {
        self.ask_for_code(person, account, sms_notices).await;
        let code = self.read_code(person).await;
        self.enter_code(person, account, &code).await.expect("the code is right");
    }

    /// A resident with a confirmed e-mail who has the n-th account of a street electronically, without SMS.
    pub async fn electronic(&self, name: &str, n: u32) -> (Person, AccountId) {
        let person = self.resident(name).await;
        let account = self.bind(&person, n).await;
        self.switch(&person, account, false).await;
        (person, account)
    }
}
