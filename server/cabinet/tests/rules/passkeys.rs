//! Passkeys: made after a proof, shown at the sign-in, bound to this site and this question, each answer once.
//! Not here: browsers (see `end2end`), the contract of the table (see `storage/tests`).

use crate::problem;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use cabinet::reauth::Proof;
use cabinet::settings_letter::SettingsLetter;
use cabinet::{Cabinet, Failure, MINUTE, Settings};
use domain::view::{FormState, Problem};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use testbed::{PASSWORD, Person, World, on_both_engines, person, token};

const PROOF: Proof<'static> = Proof { password: PASSWORD, code: "" };
const HERE: &str = "https://kvitok.example";
/// The person was there, and the device has made sure who they are (`WebAuthn` 3, section 6.1).
const PRESENT: u8 = 1;
const SURE: u8 = 4;
const HAS_KEY: u8 = 64;

/// A device with one key of the kind that phones make (ES256), and the site on which its person is.
struct Device {
    secret: SigningKey,
    name: Vec<u8>,
    user: String,
    site: &'static str,
    flags: u8,
}

impl Device {
    fn new(number: u8) -> Self {
        let secret = SigningKey::from_slice(&[number; 32]).unwrap();
        Self { secret, name: vec![number; 16], user: String::new(), site: HERE, flags: PRESENT | SURE }
    }

    fn client_data(&self, what: &str, question: &Value) -> Vec<u8> {
        let data = json!({ "type": what, "challenge": question["challenge"], "origin": self.site, "crossOrigin": false });
        data.to_string().into_bytes()
    }

    fn head(host: &Value, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(host.as_str().unwrap()).to_vec();
        data.push(flags);
        data.extend([0; 4]); // phones that share their keys count nothing
        data
    }

    /// Makes its key; the object around it is CBOR, written by hand (RFC 8949).
    fn make(&mut self, question: &str) -> String {
        let question: Value = serde_json::from_str(question).unwrap();
        question["user"]["id"].as_str().unwrap().clone_into(&mut self.user);
        let mut data = Self::head(&question["rp"]["id"], self.flags | HAS_KEY);
        data.extend([0; 16]);
        data.extend([0, u8::try_from(self.name.len()).unwrap()]);
        data.extend(&self.name);
        let point = self.secret.verifying_key().to_sec1_point(false);
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 32]);
        data.extend(point.y().unwrap());
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let client = self.client_data("webauthn.create", &question);
        self.answer(&json!({ "attestationObject": BASE64.encode(object), "clientDataJSON": BASE64.encode(client) }))
    }

    /// Shows it.
    fn show(&self, question: &str) -> String {
        let question: Value = serde_json::from_str(question).unwrap();
        let data = Self::head(&question["rpId"], self.flags);
        let client = self.client_data("webauthn.get", &question);
        let signature: Signature = self.secret.sign(&[data.as_slice(), &Sha256::digest(&client)].concat());
        self.answer(&json!({
            "authenticatorData": BASE64.encode(data),
            "clientDataJSON": BASE64.encode(client),
            "signature": BASE64.encode(signature.to_der()),
            "userHandle": self.user,
        }))
    }

    fn answer(&self, response: &Value) -> String {
        let name = BASE64.encode(&self.name);
        json!({
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        })
        .to_string()
    }
}

/// The cabinet under a name: to the bare address of the tests no key can be bound.
fn named(world: &World) -> Cabinet {
    let settings = Settings { public_url: HERE.to_owned(), ..(*world.cabinet.settings).clone() };
    Cabinet { settings: Arc::new(settings), ..world.cabinet.clone() }
}

/// Makes a key in somebody's settings.
async fn make(cabinet: &Cabinet, who: &Person, device: &mut Device) {
    cabinet.begin_passkey(&who.visitor, PROOF).await.unwrap();
    let question = cabinet.passkey_question(&who.visitor).await.unwrap();
    cabinet.keep_passkey(&who.visitor, &device.make(&question)).await.unwrap();
}

on_both_engines!(a_passkey_lets_its_person_in_without_a_password, |world| async move {
    let (cabinet, anna) = (named(&world), world.resident("anna").await);
    let mut device = Device::new(1);
    make(&cabinet, &anna, &mut device).await;
    let mut browser = person("browser");
    let question = cabinet.ask_passkey(&browser.visitor).await.unwrap();
    let asked: Value = serde_json::from_str(&question).unwrap();
    assert_eq!(asked["userVerification"], "required");
    world.clock.advance(MINUTE);
    let token = cabinet.enter_by_passkey(&browser.visitor, &device.show(&question)).await.unwrap();
    browser.visitor.session = Some(token);
    assert_eq!(world.id(&browser).await, world.id(&anna).await);
    let page = cabinet.passkeys_page(&anna.visitor, FormState::default()).await.unwrap();
    assert_eq!((page.rows.len(), page.rows[0].used.is_some()), (1, true));
});

on_both_engines!(a_passkey_stands_for_the_second_factor_too, |world| async move {
    let (cabinet, anna) = (named(&world), world.resident("anna").await);
    let mut device = Device::new(1);
    make(&cabinet, &anna, &mut device).await;
    crate::second_factor::set_up(&world, &anna).await;
    let browser = person("browser");
    let question = cabinet.ask_passkey(&browser.visitor).await.unwrap();
    cabinet.enter_by_passkey(&browser.visitor, &device.show(&question)).await.unwrap();
});

on_both_engines!(a_passkey_used_on_another_site_opens_nothing_here, |world| async move {
    let (cabinet, anna) = (named(&world), world.resident("anna").await);
    let mut device = Device::new(1);
    make(&cabinet, &anna, &mut device).await;
    device.site = "https://kvitok.example.evil.example";
    let browser = person("browser");
    let question = cabinet.ask_passkey(&browser.visitor).await.unwrap();
    let told = cabinet.enter_by_passkey(&browser.visitor, &device.show(&question)).await;
    assert_eq!(problem(told), Problem::PasskeyWrong);
    cabinet.begin_passkey(&anna.visitor, PROOF).await.unwrap();
    let question = cabinet.passkey_question(&anna.visitor).await.unwrap();
    let mut there = Device { site: "http://kvitok.example", ..Device::new(2) };
    assert_eq!(problem(cabinet.keep_passkey(&anna.visitor, &there.make(&question)).await), Problem::PasskeyNotKept);
});

on_both_engines!(an_answer_of_a_device_is_good_once_and_for_the_browser_that_asked, |world| async move {
    let (cabinet, anna) = (named(&world), world.resident("anna").await);
    let mut device = Device::new(1);
    make(&cabinet, &anna, &mut device).await;
    let (browser, thief) = (person("browser"), person("thief"));
    let question = cabinet.ask_passkey(&browser.visitor).await.unwrap();
    let answer = device.show(&question);
    cabinet.ask_passkey(&thief.visitor).await.unwrap();
    assert_eq!(problem(cabinet.enter_by_passkey(&thief.visitor, &answer).await), Problem::PasskeyWrong);
    cabinet.enter_by_passkey(&browser.visitor, &answer).await.unwrap();
    assert_eq!(problem(cabinet.enter_by_passkey(&browser.visitor, &answer).await), Problem::PasskeyWrong, "again");
    cabinet.ask_passkey(&browser.visitor).await.unwrap();
    assert_eq!(
        problem(cabinet.enter_by_passkey(&browser.visitor, &answer).await),
        Problem::PasskeyWrong,
        "another question"
    );
    let late = cabinet.ask_passkey(&browser.visitor).await.unwrap();
    world.clock.advance(11 * MINUTE);
    assert_eq!(
        problem(cabinet.enter_by_passkey(&browser.visitor, &device.show(&late)).await),
        Problem::PasskeyWrong,
        "late"
    );
});

on_both_engines!(a_device_that_has_not_made_sure_of_its_person_opens_nothing, |world| async move {
    let (cabinet, anna) = (named(&world), world.resident("anna").await);
    let mut device = Device::new(1);
    make(&cabinet, &anna, &mut device).await;
    device.flags = PRESENT;
    let browser = person("browser");
    let question = cabinet.ask_passkey(&browser.visitor).await.unwrap();
    assert_eq!(problem(cabinet.enter_by_passkey(&browser.visitor, &device.show(&question)).await), Problem::PasskeyWrong);
});

on_both_engines!(a_key_of_somebody_else_and_what_is_no_answer_open_nothing, |world| async move {
    let (cabinet, anna, ivan) = (named(&world), world.resident("anna").await, world.resident("ivan").await);
    let (mut hers, mut his) = (Device::new(1), Device::new(2));
    make(&cabinet, &anna, &mut hers).await;
    make(&cabinet, &ivan, &mut his).await;
    his.user.clone_from(&hers.user);
    let stranger = Device { user: hers.user.clone(), ..Device::new(3) };
    let copied = Device { name: hers.name.clone(), user: hers.user.clone(), ..Device::new(4) };
    let browser = person("browser");
    for device in [&his, &stranger, &copied] {
        let question = cabinet.ask_passkey(&browser.visitor).await.unwrap();
        let told = cabinet.enter_by_passkey(&browser.visitor, &device.show(&question)).await;
        assert_eq!(problem(told), Problem::PasskeyWrong, "{:?}", device.name);
    }
    for rubbish in ["", "{}", "null", &"[".repeat(30_000)] {
        cabinet.ask_passkey(&browser.visitor).await.unwrap();
        assert_eq!(problem(cabinet.enter_by_passkey(&browser.visitor, rubbish).await), Problem::PasskeyWrong);
        cabinet.begin_passkey(&anna.visitor, PROOF).await.unwrap();
        assert_eq!(problem(cabinet.keep_passkey(&anna.visitor, rubbish).await), Problem::PasskeyNotKept);
    }
});

on_both_engines!(a_passkey_is_made_only_after_a_proof_and_by_the_person_who_gave_it, |world| async move {
    let (cabinet, anna, ivan) = (named(&world), world.resident("anna").await, world.resident("ivan").await);
    assert_eq!(problem(cabinet.begin_passkey(&anna.visitor, Proof::default()).await), Problem::PasswordEmpty);
    assert!(matches!(cabinet.passkey_question(&anna.visitor).await, Err(Failure::NotFound)));
    cabinet.begin_passkey(&anna.visitor, PROOF).await.unwrap();
    let question = cabinet.passkey_question(&anna.visitor).await.unwrap();
    let mut device = Device::new(1);
    let answer = device.make(&question);
    let same_browser =
        Person { visitor: cabinet::access::Visitor { browser: anna.visitor.browser, ..ivan.visitor.clone() }, ..ivan };
    assert!(matches!(cabinet.passkey_question(&same_browser.visitor).await, Err(Failure::NotFound)));
    assert_eq!(problem(cabinet.keep_passkey(&same_browser.visitor, &answer).await), Problem::PasskeyNotKept);
    // Whoever tried has used the question up.
    assert_eq!(problem(cabinet.keep_passkey(&anna.visitor, &answer).await), Problem::PasskeyNotKept);
    make(&cabinet, &anna, &mut device).await;
    cabinet.begin_passkey(&same_browser.visitor, PROOF).await.unwrap();
    let question = cabinet.passkey_question(&same_browser.visitor).await.unwrap();
    let told = cabinet.keep_passkey(&same_browser.visitor, &device.make(&question)).await;
    assert_eq!(problem(told), Problem::PasskeyNotKept, "the same key is nobody else's");
});

on_both_engines!(a_removed_passkey_opens_nothing_and_both_times_a_letter_says_so, |world| async move {
    let (cabinet, anna, ivan) = (named(&world), world.resident("anna").await, world.resident("ivan").await);
    let mut device = Device::new(1);
    make(&cabinet, &anna, &mut device).await;
    world.deliver().await;
    world.clock.advance(MINUTE);
    let id = cabinet.passkeys_page(&anna.visitor, FormState::default()).await.unwrap().rows[0].id.clone();
    assert_eq!(problem(cabinet.remove_passkey(&anna.visitor, &id, Proof::default()).await), Problem::PasswordEmpty);
    cabinet.remove_passkey(&ivan.visitor, &id, PROOF).await.unwrap();
    let browser = person("browser");
    let question = cabinet.ask_passkey(&browser.visitor).await.unwrap();
    cabinet.enter_by_passkey(&browser.visitor, &device.show(&question)).await.unwrap();
    cabinet.remove_passkey(&anna.visitor, &id, PROOF).await.unwrap();
    let question = cabinet.ask_passkey(&browser.visitor).await.unwrap();
    assert_eq!(problem(cabinet.enter_by_passkey(&browser.visitor, &device.show(&question)).await), Problem::PasskeyWrong);
    world.deliver().await;
    let told = world.sent.settings_letters(&anna.email).into_iter();
    let told = told.filter_map(|letter| if let SettingsLetter::Passkey { on, .. } = letter { Some(on) } else { None });
    assert_eq!(told.collect::<Vec<_>>(), [true, false]);
});

on_both_engines!(undoing_a_thiefs_change_takes_every_passkey_away, |world| async move {
    let (cabinet, anna) = (named(&world), world.resident("anna").await);
    let mut device = Device::new(1);
    make(&cabinet, &anna, &mut device).await;
    cabinet.change_email(&anna.visitor, "thief@example.ru", PROOF).await.unwrap();
    world.deliver().await;
    let undo = world.sent.settings_letters(&anna.email).into_iter().find_map(|letter| match letter {
        SettingsLetter::EmailChange { undo, .. } => Some(token(&undo)),
        _ => None,
    });
    cabinet.undo_change(&undo.unwrap()).await.unwrap();
    let browser = person("browser");
    let question = cabinet.ask_passkey(&browser.visitor).await.unwrap();
    assert_eq!(problem(cabinet.enter_by_passkey(&browser.visitor, &device.show(&question)).await), Problem::PasskeyWrong);
});

on_both_engines!(a_person_has_at_most_twenty_passkeys, |world| async move {
    let (cabinet, anna) = (named(&world), world.resident("anna").await);
    for number in 1..=20 {
        make(&cabinet, &anna, &mut Device::new(number)).await;
        world.clock.advance(2 * MINUTE);
    }
    assert_eq!(problem(cabinet.begin_passkey(&anna.visitor, PROOF).await), Problem::PasskeysTooMany);
});

on_both_engines!(a_cabinet_without_a_name_has_no_passkeys, |world| async move {
    let anna = world.resident("anna").await;
    assert!(matches!(world.cabinet.ask_passkey(&anna.visitor).await, Err(Failure::NotFound)));
    assert!(matches!(world.cabinet.passkeys_page(&anna.visitor, FormState::default()).await, Err(Failure::NotFound)));
    assert_eq!(world.cabinet.settings_page(&anna.visitor, FormState::default()).await.unwrap().passkeys, None);
});
