//! What the subcommands do, and how each ends.
//! Not here: their names (see `cli`), use cases (see `cabinet`).

/// A line of a command's answer. Whoever reads it may stop reading (`| head`): that is no failure of the job.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

mod backup;
mod billing;
mod files;
mod mail;
mod operations;
mod receipts;

use crate::cli::{Cli, Command, Consents, Export, Import};
use crate::config::{Config, ConfigError};
use crate::wiring::{self, WiringError};
use cabinet::Cabinet;
use documents::inspect::Limits;
use documents::inspect::apart::Fence;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Why a command did not succeed: the text goes to stderr.
pub enum Stop {
    /// Exit code 1.
    Refused(String),
    /// Exit code 2.
    Usage(String),
}

type Ended = Result<(), Stop>;

impl From<ConfigError> for Stop {
    fn from(error: ConfigError) -> Self {
        Self::Usage(error.to_string())
    }
}

/// For every error that is a job's own.
fn refused(error: impl std::fmt::Display) -> Stop {
    Stop::Refused(error.to_string())
}

impl From<WiringError> for Stop {
    fn from(error: WiringError) -> Self {
        refused(error)
    }
}

/// Runs a command and answers its exit code.
pub fn run(cli: Cli) -> ExitCode {
    if matches!(cli.command, Command::InspectPdf) {
        // Before any thread and any file: the fence stands around all that follows.
        let served = documents::inspect::apart::serve(&Limits::default(), &Fence::default());
        return if served.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let filter = EnvFilter::try_from_env("KVITOK_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    // They write requests with phones and words in them, or of every synchronised passkey that it is one.
    let silent = ["rusmpp=off", "rusmppc=off", "rusmpp_core=off", "webauthn_rs_core=off"];
    let silent = silent.map(|directive| directive.parse().expect("a directive"));
    let filter = silent.into_iter().fold(filter, EnvFilter::add_directive);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::env::var("KVITOK_LOG_FORMAT").is_ok_and(|format| format == "json") {
        log.json().flatten_event(true).init();
    } else {
        log.init();
    }
    let ended = match tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build() {
        Ok(runtime) => runtime.block_on(dispatch(cli)),
        Err(error) => Err(refused(format!("cannot start: {error}"))),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Refused(text)) => {
            eprintln!("kvitok: {text}");
            ExitCode::from(1)
        }
        Err(Stop::Usage(text)) => {
            eprintln!("kvitok: {text}");
            ExitCode::from(2)
        }
    }
}

async fn dispatch(cli: Cli) -> Ended {
    if let Command::GenerateRegister { accounts, period, seed, output, suppliers_output, details, electronic_from } =
        &cli.command
    {
        let from = electronic_from.unwrap_or_else(|| period.previous());
        let town = files::town(*accounts, *seed, *details);
        return files::generate_register(&town, *period, output.as_deref(), suppliers_output.as_deref(), from);
    }
    let config = Config::load(cli.config.as_deref(), std::env::vars())?;
    for variable in &config.unknown_variables {
        eprintln!("kvitok: {variable}: there is no such setting, it is ignored; `kvitok doctor` lists them all");
    }
    match &cli.command {
        Command::Demo { listen } => return crate::demo::run(config, *listen).await,
        Command::Doctor => return operations::doctor(&config).await,
        Command::Backup { file } => return backup::backup(&config, file).await,
        Command::Restore { file, replace } => return backup::restore(&config, file, *replace).await,
        _ => {}
    }
    let cabinet = wiring::open(&config).await?;
    let ended = with_cabinet(cli.command, &config, &cabinet).await;
    cabinet.db.close().await;
    ended
}

async fn with_cabinet(command: Command, config: &Config, cabinet: &Cabinet) -> Ended {
    match command {
        Command::Serve => operations::serve(config, cabinet).await,
        Command::Worker => operations::worker(config, cabinet).await,
        Command::Bounce { recipient } => mail::bounce(cabinet, recipient.as_deref()).await,
        Command::GenerateResidents { count, seed } => files::generate_residents(cabinet, count, seed).await,
        Command::Import { what: Import::Suppliers { file } } => files::import_suppliers(cabinet, &file).await,
        Command::Import { what: Import::Register { file, dry_run, format, mapping } } => {
            files::import_register(cabinet, &file, format, mapping.as_deref(), dry_run).await
        }
        Command::Export { what: Export::Debts { period, output, number, personal_data } } => {
            receipts::export_debts(cabinet, period, &output, number, personal_data).await
        }
        Command::Publish { period, dry_run } => billing::publish(cabinet, period, dry_run).await,
        Command::Totals { period } => billing::totals(cabinet, period).await,
        Command::Receipt { account, period, output } => receipts::receipt(cabinet, &account, period, &output).await,
        Command::Check { what } => receipts::check(cabinet, &what).await,
        Command::Keys { what } => operations::keys(cabinet, &what).await,
        Command::Deliver { .. } => billing::deliver(config, cabinet).await,
        Command::PrintRun { period, output, sheets, csv_only, supplement } => {
            billing::print_run(cabinet, period, &output, (!csv_only).then_some(sheets), supplement).await
        }
        Command::Consents { what: Consents::Verify } => operations::verify_consents(cabinet).await,
        // Opening the cabinet has migrated it. The others below have been answered before it was opened.
        Command::Migrate => operations::sign_unsigned(cabinet).await,
        Command::Demo { .. }
        | Command::Backup { .. }
        | Command::Restore { .. }
        | Command::Doctor
        | Command::GenerateRegister { .. }
        | Command::InspectPdf => Ok(()),
    }
}
