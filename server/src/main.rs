//! The binary `kvitok`: command line, wiring, exit codes. 0 is success, 1 a refused or failed job with its reason on
//! stderr, 2 wrong usage or a wrong setting. Not here: what the commands do (see `commands`).

use clap::Parser;
use kvitok::cli::Cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    kvitok::commands::run(cli)
}
