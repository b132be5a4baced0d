//! What every storage function promises, checked on both engines.
//! Not here: rules of the product (see `cabinet/tests/rules`).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod charges;
mod connecting;
mod consents;
mod copies;
mod counting;
mod documents;
mod figures;
mod grants;
mod history;
mod messages;
mod payments;
mod people;
mod push_devices;
mod receipts;
mod schema;
mod settings;
mod supplements;

use domain::id::{AccountId, ResidentId};
use domain::{Inn, Period, QrOptions, Supplier};
use storage::accounts::AccountRow;
use storage::residents::ResidentRow;
use storage::{Tx, accounts, residents, suppliers};
use testbed::World;
use uuid::Uuid;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn month(text: &str) -> Period {
    text.parse().unwrap()
}

async fn write(world: &World) -> Tx {
    world.cabinet.db.write().await.unwrap()
}

async fn read(world: &World) -> Tx {
    world.cabinet.db.read().await.unwrap()
}

fn resident(n: u128) -> ResidentRow {
    ResidentRow {
        id: ResidentId(id(n)),
        email: format!("person{n}@example.ru"),
        phone: format!("+7913{n:07}"),
        password_hash: None,
        created_at: i64::try_from(n).unwrap(),
        email_confirmed_at: None,
        email_failing_at: None,
        phone_confirmed_at: None,
        look: None,
        language: None,
    }
}

/// The n-th account, in a house of its own; house numbers grow with n.
fn account(n: i64) -> AccountRow {
    AccountRow {
        id: AccountId(n),
        number: format!("19-02/{n:04}"),
        els: String::new(),
        city: "Абакан".to_owned(),
        street: "ул. Щетинкина".to_owned(),
        house: n.to_string(),
        flat: "1".to_owned(),
        holder: "Жилец".to_owned(),
        area: 54_300_000,
        residents: 2,
    }
}

fn supplier(inn: &str, name: &str) -> Supplier {
    let text = |text: &str| text.to_owned();
    Supplier {
        inn: Inn::parse(inn).unwrap(),
        kpp: text("190101001"),
        name: text(name),
        short_name: text(name),
        bic: text("049514608"),
        bank: text("Банк"),
        account: text("40702"),
        corr_account: text("30101"),
        phone: text("8 (3902) 00-00-00"),
        electronic_from: None,
        qr: QrOptions::default(),
    }
}

/// Two people, three accounts and two suppliers, for rows that point to them.
async fn neighbours(world: &World) {
    let mut tx = write(world).await;
    for n in [1, 2] {
        residents::insert(&mut tx, &resident(n), false).await.unwrap();
    }
    accounts::upsert_all(&mut tx, &[account(1), account(2), account(3)]).await.unwrap();
    suppliers::upsert(&mut tx, &supplier("1901000001", "Тепло")).await.unwrap();
    suppliers::upsert(&mut tx, &supplier("1901000002", "Вода")).await.unwrap();
    tx.commit().await.unwrap();
}

/// A new storage function without a line here fails this test.
#[test]
fn every_public_function_is_called_by_this_suite() {
    let folder = |path: &str| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let texts = |path: &str| -> Vec<(String, String)> {
        let entries = std::fs::read_dir(folder(path)).unwrap().map(Result::unwrap);
        entries
            .map(|entry| {
                let name = entry.path().file_stem().unwrap().to_string_lossy().into_owned();
                (name, std::fs::read_to_string(entry.path()).unwrap())
            })
            .collect()
    };
    let suite: String = texts("tests/contract").into_iter().map(|(_, text)| text).collect();
    let mut forgotten = Vec::new();
    for (module, text) in texts("src") {
        let on_connections = module == "db";
        for function in text.split("pub async fn ").skip(1).filter_map(|rest| rest.split('(').next()) {
            let call = if on_connections { format!("{function}(") } else { format!("{module}::{function}(") };
            if !suite.contains(&call) {
                forgotten.push(call);
            }
        }
    }
    assert!(forgotten.is_empty(), "{forgotten:?}");
}
