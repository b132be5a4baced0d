//! The binary `kvitok`: command line, wiring, exit codes. 0 is success, 1 a refused or failed job with its reason on
//! stderr, 2 wrong usage or a wrong setting. Not here: what the commands do (see `commands`).

use clap::Parser;
use kvitok::cli::Cli;
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Pages and documents are made of many small pieces on many threads (docs/dependencies.md).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    kvitok::commands::run(cli)
}
