//! A cabinet of its own for each test: empty database, a clock that stands until it is moved, remembered messages.
//! Not here: HTTP.

use crate::street::month;
use async_trait::async_trait;
use cabinet::delivery::Gateways;
use cabinet::import::{ImportOptions, ImportReport};
use cabinet::letter::{Letter, Sms};
use cabinet::ports::{
    Acquirer, Clock, Handover, Mail, Mailer, OrderStatus, PaymentOrder, Push, PushGateway, SmsGateway, TextMessage,
};
use cabinet::random::Random;
use cabinet::secret::Secret;
use cabinet::settings_letter::{SettingsLetter, SettingsSms};
use cabinet::{Cabinet, Passwords, Settings};
use domain::id::MessageId;
use domain::view::AgentContacts;
use domain::{Email, MobilePhone};
use registers::Town;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use storage::{Db, Engine};

/// A clock that stands until a test moves it.
#[derive(Debug)]
pub struct MovedClock(AtomicI64);

impl MovedClock {
    /// Moves it, back for a negative number.
    pub fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for MovedClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Gateways that remember what they were handed, and answer as they are told.
#[derive(Debug, Default)]
pub struct Remembered {
    /// Letters, in order.
    pub mails: Mutex<Vec<(MessageId, Email, Letter)>>,
    /// SMS, in order.
    pub texts: Mutex<Vec<(MessageId, MobilePhone, Sms)>>,
    /// Notices on devices, in order.
    pub pushes: Mutex<Vec<Push>>,
    /// Answers to come, before everything is accepted again.
    pub answers: Mutex<Vec<Handover>>,
}

impl Remembered {
    fn answer(&self) -> Handover {
        self.answers.lock().expect("no test panics with it").pop().unwrap_or_else(Handover::accepted)
    }

    /// The letters to an address, in order.
    pub fn letters(&self, to: &str) -> Vec<Letter> {
        let mails = self.mails.lock().expect("no test panics with it");
        mails.iter().filter(|(_, email, _)| email.as_str() == to).map(|(_, _, letter)| letter.clone()).collect()
    }

    /// The last letter to an address.
    pub fn last_letter(&self, to: &str) -> Option<Letter> {
        self.letters(to).pop()
    }

    /// What an address was told about its settings, in order.
    pub fn settings_letters(&self, to: &str) -> Vec<SettingsLetter> {
        let letters = self.letters(to).into_iter();
        letters.filter_map(|letter| if let Letter::Settings(told) = letter { Some(told) } else { None }).collect()
    }

    /// The SMS to a phone, in order.
    pub fn sms(&self, to: &str) -> Vec<Sms> {
        let texts = self.texts.lock().expect("no test panics with it");
        texts.iter().filter(|(_, phone, _)| phone.as_str() == to).map(|(_, _, sms)| sms.clone()).collect()
    }

    /// The last code sent to a phone.
    pub fn last_code(&self, to: &str) -> Option<String> {
        self.sms(to).iter().rev().find_map(|sms| match sms {
            Sms::Code { code } | Sms::CodeToReadOut { code, .. } | Sms::Settings(SettingsSms::Code { code, .. }) => {
                Some(code.digits().to_owned())
            }
            _ => None,
        })
    }
}

#[async_trait]
impl Mailer for Remembered {
    async fn send(&self, mail: &Mail) -> Handover {
        let answer = self.answer();
        if answer == Handover::accepted() {
            self.mails.lock().expect("no test panics with it").push((mail.id, mail.to.clone(), mail.letter.clone()));
        }
        answer
    }
    async fn was_accepted(&self, id: MessageId, _: i64) -> Option<bool> {
        Some(self.mails.lock().expect("no test panics with it").iter().any(|(known, _, _)| *known == id))
    }
}

#[async_trait]
impl SmsGateway for Remembered {
    async fn send(&self, text: &TextMessage) -> Handover {
        let answer = self.answer();
        if answer == Handover::accepted() {
            self.texts.lock().expect("no test panics with it").push((text.id, text.to.clone(), text.sms.clone()));
        }
        answer
    }
    async fn was_accepted(&self, id: MessageId, _: i64) -> Option<bool> {
        Some(self.texts.lock().expect("no test panics with it").iter().any(|(known, _, _)| *known == id))
    }
}

#[async_trait]
impl PushGateway for Remembered {
    async fn send(&self, push: &Push) -> Handover {
        let answer = self.answer();
        if answer == Handover::accepted() {
            self.pushes.lock().expect("no test panics with it").push(push.clone());
        }
        answer
    }
}

/// An acquirer that does as it is told: nothing is paid until a test says so.
#[derive(Debug, Default)]
pub struct ToldAcquirer {
    /// Orders in the order in which they were opened, and where each stands.
    pub orders: Mutex<Vec<(PaymentOrder, OrderStatus)>>,
    /// Refuses to open the next orders.
    pub refuses: AtomicBool,
}

impl ToldAcquirer {
    /// Decides the last order that was opened, and answers its id.
    pub fn decide_last(&self, status: OrderStatus) -> String {
        let mut orders = self.orders.lock().expect("no test panics with it");
        let last = orders.last_mut().expect("an order was opened");
        last.1 = status;
        last.0.id.clone()
    }

    /// How many orders were opened.
    pub fn opened(&self) -> usize {
        self.orders.lock().expect("no test panics with it").len()
    }
}

#[async_trait]
impl Acquirer for ToldAcquirer {
    async fn open(&self, order: &PaymentOrder) -> Result<String, String> {
        if self.refuses.load(Ordering::SeqCst) {
            return Err("the bank is closed".to_owned());
        }
        let mut orders = self.orders.lock().expect("no test panics with it");
        // As acquirers do: one number is one order, however often it is opened.
        if !orders.iter().any(|(known, _)| known.id == order.id) {
            orders.push((order.clone(), OrderStatus::Pending));
        }
        Ok(format!("/bank/{}", order.id))
    }
    async fn status(&self, order: &str) -> OrderStatus {
        let orders = self.orders.lock().expect("no test panics with it");
        orders.iter().find(|(known, _)| known.id == order).map_or(OrderStatus::Unknown, |(_, status)| *status)
    }
    fn practice(&self) -> bool {
        true
    }
}

/// A cabinet with everything around it. On SQLite its file goes with it.
pub struct World {
    /// The use cases.
    pub cabinet: Cabinet,
    /// Its clock: noon of 22 November 2026 in Abakan at first.
    pub clock: Arc<MovedClock>,
    /// What was sent.
    pub sent: Arc<Remembered>,
    /// Who takes payments.
    pub bank: Arc<ToldAcquirer>,
    /// The same as gateways.
    pub gateways: Gateways,
    /// Where the database is.
    pub url: String,
    _file: Option<TemporaryFile>,
}

struct TemporaryFile(std::path::PathBuf);

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.0.display()));
        }
    }
}

static NEXT: AtomicU64 = AtomicU64::new(1);

/// An empty, migrated database of its own, and its address.
async fn fresh(engine: Engine) -> (Db, String, Option<TemporaryFile>) {
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let (url, file) = match engine {
        Engine::Sqlite => {
            let path = std::env::temp_dir().join(format!("kvitok-test-{}-{number}.db", std::process::id()));
            let _ = std::fs::remove_file(&path);
            (format!("sqlite://{}", path.display()), Some(TemporaryFile(path)))
        }
        Engine::Postgres => {
            let name = format!("test_{number}");
            let url = crate::postgres_url("postgres");
            let admin = Db::connect(&url.parse().expect("a postgres address")).await.expect("the server answers");
            admin.create_database(&name).await.expect("a new name");
            admin.close().await;
            (crate::postgres_url(&name), None)
        }
    };
    let db = Db::connect(&url.parse().expect("an address of ours")).await.expect("it was just made");
    db.migrate().await.expect("an empty database");
    (db, url, file)
}

impl World {
    /// An empty cabinet.
    pub async fn on(engine: Engine) -> Self {
        let (db, url, file) = fresh(engine).await;
        let noon: jiff::Timestamp = "2026-11-22T05:00:00Z".parse().expect("a moment");
        let clock = Arc::new(MovedClock(AtomicI64::new(noon.as_millisecond())));
        let sent = Arc::new(Remembered::default());
        let bank = Arc::new(ToldAcquirer::default());
        let random = Random::from_seed(42);
        let agent = AgentContacts {
            name: "Единый расчётный центр".to_owned(),
            phone: "8 800 555-01-02".to_owned(),
            hours: "пн–пт 8:00–20:00".to_owned(),
            email: "info@kvitok.example".to_owned(),
            office: "Абакан, ул. Щетинкина, 20".to_owned(),
        };
        let settings = Settings {
            public_url: "http://127.0.0.1:3000".to_owned(),
            agent,
            agent_payee: None,
            attach_pdf: false,
            quiet_hours: Some(cabinet::QuietHours::NIGHT),
            timezone: jiff::tz::TimeZone::fixed(jiff::tz::offset(7)),
            demo: false,
        };
        let cabinet = Cabinet {
            db,
            clock: clock.clone(),
            passwords: Passwords::new(&random),
            random,
            secret: Secret::new([7; 32]),
            settings: Arc::new(settings),
            push_key: "the public key".into(),
            acquirer: bank.clone(),
            inspector: Arc::new(cabinet::checking::InProcess),
        };
        let gateways = Gateways { mailer: sent.clone(), sms: sent.clone(), push: sent.clone() };
        Self { cabinet, clock, sent, bank, gateways, url, _file: file }
    }

    /// Enters the suppliers of the generated town; two of them are connected from a period on.
    pub async fn suppliers(&self, electronic_from: &str) {
        let suppliers = Town::suppliers(Some(month(electronic_from)));
        self.cabinet.take_suppliers(&suppliers).await.expect("they are well-formed");
    }

    /// Takes a month of a generated town.
    pub async fn register(&self, accounts: u32, period: &str) -> ImportReport {
        let mut file = Vec::new();
        Town::new(accounts, 1).write_register(month(period), &mut file).expect("writing to memory");
        let source = std::io::Cursor::new(file);
        self.cabinet.import_register(source, ImportOptions::default()).await.expect("a generated register is right")
    }

    /// The path of a folder that no other test uses; it is not made.
    pub fn folder(&self, name: &str) -> std::path::PathBuf {
        let database = self.url.rsplit('/').next().unwrap_or_default();
        std::env::temp_dir().join(format!("kvitok-{}-{database}-{name}", std::process::id()))
    }

    /// Sends everything that is due.
    pub async fn deliver(&self) {
        self.cabinet.deliver_until_idle(&self.gateways).await.expect("the database answers");
    }
}
