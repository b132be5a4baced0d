//! The command line: names and help of every subcommand.
//! Not here: what they do.

use clap::{Parser, Subcommand, ValueEnum};
use domain::Period;
use std::path::PathBuf;

/// The residents' cabinet for electronic utility receipts, and the back office around it.
#[derive(Debug, Parser)]
#[command(name = "kvitok", version, about, max_term_width = 100)]
pub struct Cli {
    /// A TOML file of settings; every key is also an environment variable KVITOK_… (see `kvitok doctor`).
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// HTTP server and delivery worker together.
    Serve,
    /// Delivery worker alone; several may run on PostgreSQL.
    Worker,
    /// A fresh, filled demo cabinet in a temporary folder, then serve; prints addresses and sign-ins.
    Demo {
        /// Where to listen instead of 127.0.0.1:3000; port 0 takes a free one.
        #[arg(long, value_name = "ADDRESS:PORT")]
        listen: Option<std::net::SocketAddr>,
    },
    /// Bring the database's schema up to date.
    Migrate,
    /// Write a register of a believable town, for trials.
    GenerateRegister {
        /// How many accounts.
        #[arg(long)]
        accounts: u32,
        /// Which month; the next one continues the balances of the last.
        #[arg(long)]
        period: Period,
        /// The same seed makes the same town.
        #[arg(long)]
        seed: u64,
        /// Where to; without it, to standard output.
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Write the suppliers file that fits, too.
        #[arg(long, value_name = "FILE")]
        suppliers_output: Option<PathBuf>,
        /// First period of electronic delivery of the connected suppliers in that file; without it, the month before PERIOD.
        #[arg(long, value_name = "YYYY-MM")]
        electronic_from: Option<Period>,
    },
    /// Make residents with confirmed e-mail who chose electronic delivery, for trials.
    GenerateResidents {
        /// How many.
        #[arg(long)]
        count: i64,
        /// The same seed picks the same accounts.
        #[arg(long)]
        seed: u64,
    },
    /// Take a file.
    Import {
        /// Which kind.
        #[command(subcommand)]
        what: Import,
    },
    /// Make receipts of a period, split them between e-mail and paper, queue the letters.
    Publish {
        /// Which month.
        #[arg(long)]
        period: Period,
    },
    /// Send what is queued.
    Deliver {
        /// Until nothing is due, then exit.
        #[arg(long, required = true)]
        until_idle: bool,
    },
    /// Write what stays on paper, in delivery order, for the printing house.
    PrintRun {
        /// Which month.
        #[arg(long)]
        period: Period,
        /// Into which folder.
        #[arg(long, value_name = "DIR")]
        output: PathBuf,
    },
    /// The chain of consents.
    Consents {
        /// What to do with it.
        #[command(subcommand)]
        what: Consents,
    },
    /// Say what is configured, reachable, and what is not.
    Doctor,
}

/// Files.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Suppliers (CSV); changes what differs.
    Suppliers {
        /// The file.
        file: PathBuf,
    },
    /// Accounts and charges of a month; the whole file or nothing.
    Register {
        /// The file.
        file: PathBuf,
        /// Check and report, take nothing.
        #[arg(long)]
        dry_run: bool,
        /// Its format.
        #[arg(long, value_enum, default_value = "csv")]
        format: Format,
    },
}

/// Formats of registers.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// Separated by semicolons, UTF-8 or windows-1251.
    Csv,
}

/// Work on the chain of consents.
#[derive(Debug, Subcommand)]
pub enum Consents {
    /// Check every link from the first to the last.
    Verify,
}
