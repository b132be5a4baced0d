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
    /// Read a message that a mail server sent back, from standard input: a letter that was not delivered marks its address.
    Bounce {
        /// The address the message came to, where its headers do not say so (`${original_recipient}` of Postfix).
        #[arg(long, value_name = "ADDRESS")]
        recipient: Option<String>,
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
        /// Add the optional columns: meters, norms, reasons of recalculations, instalments.
        #[arg(long)]
        details: bool,
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
    /// Write a file for others.
    Export {
        /// Which kind.
        #[command(subcommand)]
        what: Export,
    },
    /// Make receipts of a period, split them between e-mail and paper, queue the letters.
    Publish {
        /// Which month.
        #[arg(long)]
        period: Period,
        /// Say what would come out, change and send nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Totals of a published period by supplier: register = electronic + paper.
    Totals {
        /// Which month.
        #[arg(long)]
        period: Period,
    },
    /// Write one receipt as PDF; of a month that is not published yet, a preview without QR codes.
    Receipt {
        /// Account number.
        account: String,
        /// Which month.
        #[arg(long)]
        period: Period,
        /// Where to.
        #[arg(long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
    /// Say whether a receipt is ours: a PDF file, a check code, or the text of a payment QR.
    Check {
        /// A file's path, or what stands on the receipt.
        what: String,
    },
    /// The keys that receipts are signed with.
    Keys {
        /// What to do with them.
        #[command(subcommand)]
        what: Keys,
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
        /// Sheets of one PDF file; a receipt is never torn apart.
        #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(1..=20_000))]
        sheets: u32,
        /// Only the CSV and the manifest, no PDF.
        #[arg(long)]
        csv_only: bool,
        /// Instead of the run, what went by e-mail and came back since the last supplement; with a number, that supplement
        /// once more.
        #[arg(long, value_name = "NUMBER", num_args = 0..=1, default_missing_value = "0")]
        supplement: Option<i64>,
    },
    /// The chain of consents.
    Consents {
        /// What to do with it.
        #[command(subcommand)]
        what: Consents,
    },
    /// Copy the SQLite database into one file, while it is used; the copy is opened and checked.
    Backup {
        /// A new file.
        file: PathBuf,
    },
    /// Put a backup in the place of the SQLite database. Stop `serve` and `worker` first.
    Restore {
        /// A file that `backup` made.
        file: PathBuf,
        /// Also where the database has residents; it is kept beside the restored one.
        #[arg(long)]
        replace: bool,
    },
    /// Say what is configured, reachable, and what is not.
    Doctor,
    /// Reads a PDF from standard input within limits of memory and time; for `check` and the page «Проверить квитанцию».
    #[command(hide = true)]
    InspectPdf,
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
        /// A TOML file that says how another billing system names its columns (see docs/registers.md).
        #[arg(long, value_name = "FILE")]
        mapping: Option<PathBuf>,
    },
}

/// Files for others.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// A register of debts for a bank: one file a payee, named `ИНН_РС_НОМЕР_ММГГ.txt`.
    Debts {
        /// Which month.
        #[arg(long)]
        period: Period,
        /// Into which folder.
        #[arg(long, value_name = "DIR")]
        output: PathBuf,
        /// The number of the file in this month, 1–999.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=999))]
        number: u16,
        /// With names and addresses of payers: personal data.
        #[arg(long)]
        personal_data: bool,
    },
}

/// Work on signing keys.
#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Every key with its state.
    List,
    /// Sign with a new key from now on; what the old one signed holds.
    Rotate,
    /// Trust nothing that a key signed any more, and sign its receipts anew.
    Revoke {
        /// Its number.
        number: i64,
    },
}

/// Formats of registers.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// Separated by semicolons, UTF-8 or windows-1251.
    Csv,
    /// The template of ГИС ЖКХ, or a sheet with the columns of the CSV.
    Xlsx,
}

/// Work on the chain of consents.
#[derive(Debug, Subcommand)]
pub enum Consents {
    /// Check every link from the first to the last.
    Verify,
}
