//! The `prokash` command.

use std::process::ExitCode;

/// A page is thousands of short strings made by one thread; this allocator makes them for half the
/// cost. Huge pages are off (`no_thp`): they would cost a tenth more memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    prokash::cli::run(std::env::args_os())
}
