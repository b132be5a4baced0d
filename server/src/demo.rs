//! The demo: a town of a thousand accounts, fourteen published months, a correction, people to sign in as; then it serves.
//! Not here: anything that a real installation needs.

use crate::background::Background;
use crate::commands::Stop;
use crate::config::Config;
use crate::{http, outbox, signals, wiring};
use app::OutboxReader;
use cabinet::delivery::Gateways;
use cabinet::import::ImportOptions;
use cabinet::trial::TrialResident;
use cabinet::{Cabinet, Failure};
use domain::{Money, Period};
use registers::{RegisterReader, RegisterWriter, Town};
use std::fmt::Display;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;

const ACCOUNTS: u32 = 1000;
const MONTHS: usize = 14;
/// What is taken off Anna's receipt by the correction.
const CORRECTION: Money = Money(15_000);
const SEED: u64 = 2021;
const PASSWORD: &str = "квитанция 2026";

/// Accounts of the story by row number: what each is for is printed at the start.
const ANNA: i64 = 17;
const MOTHER: i64 = 342;
const IVAN: i64 = 128;
/// From here on, accounts with something to pay are offered for binding.
const FREE_FROM: i64 = 205;
const FREE: usize = 3;

fn broken(error: impl Display) -> Stop {
    Stop::Refused(format!("the demo could not be set up: {error}"))
}

/// Sets the demo up and serves it until a signal.
pub async fn run(mut config: Config, listen: Option<SocketAddr>) -> Result<(), Stop> {
    let folder = temporary_folder()?;
    config.data_dir.clone_from(&folder);
    config.settings.demo = true;
    // Whoever tries the demo late in the evening waits for its SMS now, not at eight in the morning.
    if std::env::var_os("KVITOK_QUIET_HOURS").is_none() {
        config.settings.quiet_hours = None;
    }
    if std::env::var_os("KVITOK_DATABASE_URL").is_none() {
        config.database_url = format!("sqlite://{}", folder.join("kvitok.db").display()).parse().map_err(broken)?;
    }
    let listener = TcpListener::bind(listen.unwrap_or(config.listen)).await.map_err(broken)?;
    let address = listener.local_addr().map_err(broken)?;
    if std::env::var_os("KVITOK_PUBLIC_URL").is_none() {
        config.settings.public_url = format!("http://{address}");
    }
    let cabinet = wiring::open(&config).await.map_err(broken)?;
    let gateways = wiring::gateways(&config, &cabinet).map_err(broken)?;
    let published = fill(&cabinet, &gateways).await?;
    print_story(&config, &cabinet, &published, &folder).await?;

    let reader = {
        let (folder, timezone) = (folder.clone(), config.settings.timezone.clone());
        OutboxReader(Arc::new(move || outbox::read(&folder, &timezone)))
    };
    let stop = signals::stop();
    let background = Background::start().map_err(broken)?;
    let worker = tokio::spawn({
        let (cabinet, stop, background) = (cabinet.clone(), stop.clone(), background.handle());
        async move { cabinet.deliver_for_ever(gateways, &background, stop).await }
    });
    let payments = tokio::spawn({
        let cabinet = cabinet.clone();
        async move { cabinet.settle_for_ever().await }
    });
    let router = http::router(&config, &cabinet, Some(reader)).merge(http::letters(&folder));
    let served = http::serve(listener, router, stop).await;
    signals::finish(worker).await;
    payments.abort();
    cabinet.db.close().await;
    // The folder is the demo's own and holds nothing that anybody would miss.
    let _ = std::fs::remove_dir_all(&folder);
    served.map_err(broken)
}

fn temporary_folder() -> Result<PathBuf, Stop> {
    let folder = std::env::temp_dir().join(format!("kvitok-demo-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(broken)?;
    Ok(folder)
}

/// Fourteen months, so that a receipt has the same month of the year before; people come before the last two, so that
/// these are partly electronic. The last one is corrected for Anna.
async fn fill(cabinet: &Cabinet, gateways: &Gateways) -> Result<Vec<Period>, Stop> {
    let today = cabinet.day_of(cabinet.now());
    let last = Period::new(today.year, today.month).map_err(broken)?.previous();
    let mut months: Vec<Period> = std::iter::successors(Some(last), |month| Some(month.previous())).take(MONTHS).collect();
    months.reverse();
    let first_electronic = months[MONTHS - 2];
    let town = Town::new(ACCOUNTS, SEED).with_details(true);
    cabinet.take_suppliers(&Town::suppliers(Some(first_electronic))).await.map_err(broken)?;
    for month in &months {
        if *month == first_electronic {
            people(cabinet).await.map_err(broken)?;
        }
        let mut register = Vec::new();
        town.write_register(*month, &mut register).map_err(broken)?;
        publish(cabinet, gateways, *month, register).await?;
    }
    let corrected = corrected_register(cabinet, &town, last).await?;
    publish(cabinet, gateways, last, corrected).await?;
    bounce(cabinet).await.map_err(broken)?;
    cabinet.deliver_until_idle(gateways).await.map_err(broken)?;
    Ok(months)
}

async fn publish(cabinet: &Cabinet, gateways: &Gateways, month: Period, register: Vec<u8>) -> Result<(), Stop> {
    let options = ImportOptions::default();
    cabinet.import_register(std::io::Cursor::new(register), options).await.map_err(broken)?;
    cabinet.publish(month).await.map_err(broken)?;
    cabinet.deliver_until_idle(gateways).await.map_err(broken)?;
    Ok(())
}

/// The month's register as it comes a second time: Anna's flat was cold for some days.
async fn corrected_register(cabinet: &Cabinet, town: &Town, month: Period) -> Result<Vec<u8>, Stop> {
    let mut tx = cabinet.db.read().await.map_err(broken)?;
    let anna = storage::accounts::find(&mut tx, ANNA.into()).await.map_err(broken)?;
    let anna = anna.ok_or_else(|| broken("the town is too small"))?.number;
    drop(tx);
    let mut register = Vec::new();
    town.write_register(month, &mut register).map_err(broken)?;
    let mut reader = RegisterReader::open(&register[..]).map_err(broken)?;
    let mut writer = RegisterWriter::new(Vec::new()).with_details();
    let mut done = false;
    while let Some(line) = reader.next_line() {
        let mut line = line.map_err(broken)?;
        if !done && line.account == anna {
            done = true;
            line.sums.recalculation -= CORRECTION;
            line.sums.total -= CORRECTION;
            line.details.recalculation_reason = Some("Отопления не было трое суток");
        }
        writer.write(&line).map_err(broken)?;
    }
    writer.finish().map_err(broken)
}

async fn people(cabinet: &Cabinet) -> Result<(), Failure> {
    let resident = |email: &'static str, phone: &'static str| TrialResident { email, phone, password: PASSWORD };
    let anna = cabinet.trial_resident(resident("anna@example.ru", "+79130000001")).await?;
    cabinet.trial_switch(anna, ANNA.into()).await?;
    cabinet.trial_bind(anna, MOTHER.into()).await?;
    let petr = cabinet.trial_resident(resident("petr@example.ru", "+79130000003")).await?;
    cabinet.trial_access((anna, "Анна Сергеевна"), (petr, "Пётр"), ANNA.into()).await?;
    let ivan = cabinet.trial_resident(resident("ivan@example.ru", "+79130000002")).await?;
    cabinet.trial_switch(ivan, IVAN.into()).await
}

/// Ivan's last letter came back.
async fn bounce(cabinet: &Cabinet) -> Result<(), Failure> {
    let mut tx = cabinet.db.read().await?;
    let newest = storage::receipts::list_of_account(&mut tx, IVAN.into(), 1).await?;
    let letters = match newest.first() {
        Some(receipt) => storage::messages::list_letters(&mut tx, receipt.id).await?,
        None => Vec::new(),
    };
    drop(tx);
    for letter in letters {
        cabinet.letter_returned(letter.id, "550 5.1.1 mailbox unavailable").await?;
    }
    Ok(())
}

async fn print_story(config: &Config, cabinet: &Cabinet, months: &[Period], folder: &std::path::Path) -> Result<(), Stop> {
    let url = &config.settings.public_url;
    let last = months.last().map(ToString::to_string).unwrap_or_default();
    println!("Квиток, демонстрация: {ACCOUNTS} лицевых счетов, опубликовано месяцев: {}.", months.len());
    println!("  Кабинет             {url}/");
    println!("  Мастер по ссылке    {url}/connect");
    println!("  Проверить квитанцию {url}/check");
    println!("  Письма и СМС        {url}/dev/outbox");
    println!("  Данные              {}", folder.display());
    println!("Вход (пароль у всех «{PASSWORD}»):");
    println!("  anna@example.ru     электронная квитанция, последняя исправлена; второй адрес — мамин, на бумаге");
    println!("  petr@example.ru     сын Анны: видит её квитанции в «Близких» и может их оплатить");
    println!("  ivan@example.ru     последнее письмо вернулось: бумага возвращается сама");
    println!("Свободные лицевые счета для привязки («Итого к оплате» за {last}):");
    for (number, total) in free_accounts(cabinet, months).await.map_err(broken)? {
        println!("  {number:<20} {}", total.digits());
    }
    println!("{url}");
    Ok(())
}

async fn free_accounts(cabinet: &Cabinet, months: &[Period]) -> Result<Vec<(String, Money)>, Failure> {
    let last = months.last().copied().ok_or(Failure::NotFound)?;
    let mut tx = cabinet.db.read().await?;
    let mut found = Vec::new();
    for id in (FREE_FROM..i64::from(ACCOUNTS)).step_by(97) {
        let account = storage::accounts::find(&mut tx, id.into()).await?.ok_or(Failure::NotFound)?;
        let totals = storage::statements::list_recent_totals(&mut tx, id.into(), last).await?;
        if let Some((_, total)) = totals.first().filter(|(_, total)| *total > Money::ZERO) {
            found.push((account.number, *total));
        }
        if found.len() == FREE {
            break;
        }
    }
    Ok(found)
}
