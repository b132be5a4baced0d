//! Turns the compiler's WASM into the WASM and the JavaScript that a browser loads: one main part and the lazy parts.
//! Not here: making them small and giving them their final names (build-web.mjs). setup.sh builds this in a folder of its own.

use std::path::{Path, PathBuf};
use std::{env, error::Error, fs, process::ExitCode};
use walrus::{Data, FunctionBuilder, FunctionKind, ImportKind, Module, ValType};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Functions that nobody calls and the compiler cannot know it, by a piece of their linker names. They stop the program.
const NEVER_CALLED: [&str; 6] = [
    // Each view carries a second way to wake it up, for routes that load while they wake up. Ours have loaded before.
    // Only these two layers: the compiler folds what is inside with its equals elsewhere, as it does with the way for
    // templates (`hydrate_from_template`), whose name is that of functions which are called.
    "13hydrate_async28_$u7b$$u7b$closure$u7d$$u7d$17h",
    "8into_any13hydrate_async17h",
    // The list of all routes is the server's.
    "15generate_routes17h",
    // The words of a panic, which nobody reads: a panic stops the program with and without them.
    "4core9panicking9panic_fmt",
    "slice_error_fail",
    "slice_index_fail",
];

/// Functions that write for programmers what nobody reads in a browser. They write nothing and say that all is well.
const WORDS: [&str; 4] = [
    "core..fmt..Debug$GT$3fmt17h",
    "3fmt5Debug3fmt",
    "serde_json..error..ErrorCode$u20$as$u20$core..fmt..Display$GT$3fmt17h",
    "serde_json..error..JsonUnexpected$u20$as$u20$core..fmt..Display$GT$3fmt17h",
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let ([input, folder, name] | [input, folder, name, _]) = arguments.as_slice() else {
        eprintln!("usage: bindgen INPUT.wasm FOLDER NAME [whole]");
        return ExitCode::from(2);
    };
    // `whole`: nothing is emptied, as wasm-bindgen's own program does it. For measuring what the emptying is worth.
    match all(input, Path::new(folder), name, arguments.len() == 4) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}

fn all(input: &str, folder: &Path, name: &str, whole: bool) -> Outcome<()> {
    let main = folder.join("unbound.wasm");
    let mut door = Module::default();
    for part in split(input, folder, name, &main)? {
        let mut module = Module::from_file(&part)?;
        empty(&mut module, whole);
        pass_on(&module, &mut door);
        module.emit_wasm_file(&part)?;
    }
    door.emit_wasm_file(folder.join("door.wasm"))?;
    let mut bindgen = Bindgen::new();
    // The parts ask for symbols by the linker's names. And the page says where the WASM is: its name has a hash in it
    // that the JavaScript cannot know.
    bindgen.input_path(&main).out_name(name).typescript(false).omit_default_module_path(true);
    let mut bound = bindgen.keep_lld_exports(true).demangle(false).web(true)?.generate_output()?;
    empty(bound.wasm_mut(), whole);
    bound.emit(folder)?;
    fs::remove_file(main)?;
    Ok(())
}

/// Several parts become one file with one memory only if a module among them has that memory: `door` takes from outside
/// and hands on what the parts share with the main part.
fn pass_on(part: &Module, door: &mut Module) {
    for import in part.imports.iter().filter(|import| import.module == "__wasm_split") {
        let name = import.name.as_str();
        if door.exports.iter().any(|export| export.name == name) {
            continue;
        }
        match import.kind {
            ImportKind::Memory(id) => {
                let memory = part.memories.get(id);
                let limits = (memory.shared, memory.memory64, memory.initial, memory.maximum, memory.page_size_log2);
                let (id, _) = door.add_import_memory("outside", name, limits.0, limits.1, limits.2, limits.3, limits.4);
                door.exports.add(name, id);
            }
            ImportKind::Table(id) => {
                let table = part.tables.get(id);
                let (id, _) =
                    door.add_import_table("outside", name, table.table64, table.initial, table.maximum, table.element_ty);
                door.exports.add(name, id);
            }
            ImportKind::Global(id) => {
                let global = part.globals.get(id);
                let (id, _) = door.add_import_global("outside", name, global.ty, global.mutable, global.shared);
                door.exports.add(name, id);
            }
            ImportKind::Function(_) | ImportKind::Tag(_) => {}
        }
    }
}

/// Cuts the parts off at the split points and leaves the rest in `main`. `parts.json` says which files a part needs.
fn split(input: &str, folder: &Path, name: &str, main: &Path) -> Outcome<Vec<PathBuf>> {
    let module = format!("./{name}.js");
    let input = fs::read(input)?;
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = main;
    options.main_module = &module;
    options.link_name = "./parts.js";
    let parts = transform(options)?;
    // Names of ASCII letters, digits and `_`: Rust's quotes are JSON's.
    let lines: Vec<String> = parts.prefetch_map.iter().map(|(part, files)| format!("{part:?}: {files:?}")).collect();
    fs::write(folder.join("parts.json"), format!("{{{}}}", lines.join(",\n")))?;
    Ok(parts.split_modules)
}

/// Takes out what no browser needs.
fn empty(module: &mut Module, whole: bool) {
    if !whole {
        hollow(module, &NEVER_CALLED, None);
        hollow(module, &WORDS, Some(0));
        forget_paths(module);
    }
}

/// Gives every function of the list a body that only answers, or without an answer stops the program: what the old body
/// alone needed can then be left out.
fn hollow(module: &mut Module, list: &[&str], answer: Option<i32>) {
    let listed = |name: &str| list.iter().any(|piece| name.contains(piece));
    let found = module.funcs.iter().filter_map(|function| match &function.kind {
        FunctionKind::Local(local) if function.name.as_deref().is_some_and(listed) => {
            Some((function.id(), local.ty(), local.args.clone()))
        }
        _ => None,
    });
    for (id, of_type, arguments) in found.collect::<Vec<_>>() {
        let of_type = module.types.get(of_type);
        let (takes, gives) = (of_type.params().to_vec(), of_type.results().to_vec());
        let mut function = FunctionBuilder::new(&mut module.types, &takes, &gives);
        match answer {
            None => {
                function.func_body().unreachable();
            }
            Some(answer) if gives == [ValType::I32] => {
                function.func_body().i32_const(answer);
            }
            Some(_) => continue,
        }
        module.funcs.get_mut(id).kind = FunctionKind::Local(function.local_func(arguments));
    }
}

/// Where in which source a panic would come from: words of a panic as well, and nobody's business whose machine has built
/// this. Zeros are not sent at all.
fn forget_paths(module: &mut Module) {
    let home = env::var("CARGO_HOME").or_else(|_| env::var("HOME").map(|home| format!("{home}/.cargo")));
    let roots = [home.map(|home| format!("{home}/registry/")).unwrap_or_default(), "/rustc/".to_owned()];
    for id in module.data.iter().map(Data::id).collect::<Vec<_>>() {
        let bytes = &mut module.data.get_mut(id).value;
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let begins = roots.iter().any(|root| !root.is_empty() && rest.starts_with(root.as_bytes()));
            let length =
                begins.then(|| rest.windows(3).take(300).position(|end| end == b".rs")).flatten().map(|end| end + 3);
            bytes[at..at + length.unwrap_or(0)].fill(0);
            at += length.unwrap_or(1);
        }
    }
}
