//! Commands that run and check an installation.
//! Not here: the demo (see `demo`).

use super::{Ended, refused};
use crate::background::Background;
use crate::cli::Keys;
use crate::config::{Config, KEYS};
use crate::{http, monitor, signals, wiring};
use cabinet::consents::ChainState;
use cabinet::{Cabinet, Failure};
use messaging::sms::SmsUrl;
use storage::{Db, Engine};
use tokio::net::TcpListener;

pub(super) async fn serve(config: &Config, cabinet: &Cabinet) -> Ended {
    let gateways = wiring::gateways(config, cabinet)?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| refused(format!("cannot listen on KVITOK_LISTEN {}: {error}", config.listen)))?;
    monitor::start(config, cabinet).await.map_err(refused)?;
    sign_unsigned(cabinet).await?;
    let router = http::with_hooks(http::router(config, cabinet, None), cabinet, gateways.sms.clone());
    let stop = signals::stop();
    let background = Background::start().map_err(refused)?;
    let worker = tokio::spawn({
        let (cabinet, stop, background) = (cabinet.clone(), stop.clone(), background.handle());
        async move { cabinet.deliver_for_ever(gateways, &background, stop).await }
    });
    let payments = tokio::spawn({
        let cabinet = cabinet.clone();
        async move { cabinet.settle_for_ever().await }
    });
    say!("{} on {}", config.settings.public_url, config.listen);
    let served = http::serve(listener, router, stop).await;
    payments.abort();
    if served.is_ok() {
        signals::finish(worker).await;
    }
    served.map_err(refused)
}

/// Receipts of the time before receipts were signed get their signatures once; afterwards there is nothing to do.
pub(super) async fn sign_unsigned(cabinet: &Cabinet) -> Ended {
    let signed = cabinet.sign_unsigned().await.map_err(refused)?;
    if signed > 0 {
        say!("{signed} receipts signed");
    }
    Ok(())
}

pub(super) async fn worker(config: &Config, cabinet: &Cabinet) -> Ended {
    let gateways = wiring::gateways(config, cabinet)?;
    monitor::start(config, cabinet).await.map_err(refused)?;
    let stop = signals::stop();
    let background = Background::start().map_err(refused)?;
    let mut asked = stop.clone();
    let worker = tokio::spawn({
        let (cabinet, background) = (cabinet.clone(), background.handle());
        async move { cabinet.deliver_for_ever(gateways, &background, stop).await }
    });
    asked.asked().await;
    signals::finish(worker).await;
    Ok(())
}

pub(super) async fn verify_consents(cabinet: &Cabinet) -> Ended {
    match cabinet.verify_consents().await.map_err(refused)? {
        ChainState::Whole { links, head } => {
            say!("{links} consents, each follows from the one before. Last hash, to be noted outside: {head}");
            Ok(())
        }
        ChainState::Broken { seq, what } => Err(refused(format!("the chain of consents is broken at link {seq}: {what}"))),
    }
}

pub(super) async fn keys(cabinet: &Cabinet, what: &Keys) -> Ended {
    match what {
        Keys::List => {
            for key in cabinet.public_keys().await.map_err(refused)? {
                say!("{:>4}  {:<8} {}", key.number, key.state, key.public_key);
            }
        }
        Keys::Rotate => say!("Key {} signs from now on.", cabinet.rotate_key().await.map_err(refused)?),
        Keys::Revoke { number } => {
            let signed = cabinet.revoke_key(*number).await.map_err(|failure| match failure {
                Failure::NotFound => refused(format!("there is no key {number}; `kvitok keys list` shows them")),
                other => refused(other),
            })?;
            say!(
                "Key {number} is revoked; {signed} receipts are signed anew. Files sealed with it no longer pass the check."
            );
        }
    }
    Ok(())
}

/// Every key with what it is, then what can be reached.
pub(super) async fn doctor(config: &Config) -> Ended {
    say!("Settings (environment variable, accepted forms, default):");
    for key in KEYS {
        let variable = format!("KVITOK_{}", key.name.to_uppercase());
        let set = if std::env::var_os(&variable).is_some() { "set" } else { "default or file" };
        let default = if key.default.is_empty() { "empty" } else { key.default };
        say!("  {variable:<24} {set:<16} {}; default: {default}", key.forms);
    }
    let mut healthy = true;
    let mut say = |what: &str, result: Result<String, String>| {
        healthy &= result.is_ok();
        match result {
            Ok(text) => say!("  ok    {what}: {text}"),
            Err(text) => say!("  FAIL  {what}: {text}"),
        }
    };
    say!("Reachable:");
    say("database", database(config).await);
    let folder = config.data_dir.join("outbox");
    let writable = std::fs::create_dir_all(&folder).map(|()| folder.display().to_string()).map_err(|e| e.to_string());
    say("folder of letters and SMS that have no gateway", writable);
    for (what, result) in super::mail::doctor(config).await {
        say(what, result);
    }
    if let Some(url) = &config.sms_url {
        sms_gateway(config, url, &mut say).await;
    }
    let https = if config.settings.https() { "https" } else { "plain http: only for this machine" };
    say("public address", Ok(format!("{} ({https})", config.settings.public_url)));
    say("receipts are signed", signing(config).await);
    for doubt in config.settings.agent_payee.iter().flat_map(|agent| cabinet::suppliers::doubts(std::slice::from_ref(agent)))
    {
        say("requisites of the agent (agent_…)", Err(doubt));
    }
    if config.settings.agent_payee.as_ref().is_some_and(|agent| !agent.inn.control_digits_hold()) {
        say("agent_inn", Err("its control digits do not hold".to_owned()));
    }
    if healthy { Ok(()) } else { Err(refused("something is not as it must be, see above")) }
}

/// Whether the SMS gateway lets us in, what money is left there, and what is to be entered there.
async fn sms_gateway(config: &Config, url: &SmsUrl, say: &mut impl FnMut(&str, Result<String, String>)) {
    let gateway = match messaging::sms::open(url, wiring::sender(config)) {
        Ok(gateway) => gateway,
        Err(error) => return say("SMS gateway", Err(error.to_string())),
    };
    let reachable = gateway.reachable().await.map(|()| url.name());
    let open = reachable.is_ok();
    say("SMS gateway", reachable);
    if open && let Some(balance) = gateway.balance().await {
        say("money left at the SMS gateway", balance.map(|balance| format!("{} roubles", balance.plain())));
    }
    if url.calls_back() {
        let address = wiring::open(config).await.map_err(|error| error.to_string());
        let address = address.map(|cabinet| config.settings.url(&http::sms_path(&cabinet)));
        say("address for call-backs, to be entered at the SMS gateway (keep it secret)", address);
    }
}

/// Whether the key of the installation is the one that the signing keys were made with.
async fn signing(config: &Config) -> Result<String, String> {
    let cabinet = wiring::open(config).await.map_err(|error| error.to_string())?;
    let key = cabinet.current_key().await.map_err(|error| error.to_string())?;
    Ok(key.map_or_else(|| "with a key that the first publication makes".to_owned(), |number| format!("with key {number}")))
}

async fn database(config: &Config) -> Result<String, String> {
    let db = Db::connect(&config.database_url).await.map_err(|error| error.to_string())?;
    db.migrate().await.map_err(|error| error.to_string())?;
    let mut tx = db.read().await.map_err(|error| error.to_string())?;
    let accounts = storage::accounts::count(&mut tx).await.map_err(|error| error.to_string())?;
    let engine = match db.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    };
    Ok(format!("{engine}, {accounts} accounts"))
}
