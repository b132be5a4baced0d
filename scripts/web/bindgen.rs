//! Turns the compiler's WASM into the WASM and the JavaScript that a browser loads.
//! Not here: making it small and giving it its final name (build-web.mjs). setup.sh builds this in a folder of its own.

use std::{env, process::ExitCode};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, folder, name] = arguments.as_slice() else {
        eprintln!("usage: bindgen INPUT.wasm FOLDER NAME");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    // The page says where the WASM is: its name has a hash in it that the JavaScript cannot know.
    bindgen.input_path(input).out_name(name).typescript(false).omit_default_module_path(true);
    match bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}
