//! Every seed through its target, without libFuzzer: on stable, in every test run.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use hokensho_fuzz::{TARGETS, Target, Verdict};

/// Files of a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name)
}

/// A seed whose name begins with `refused-` is refused, every other one is taken: else it has lost its meaning.
fn replay(name: &str, target: Target) {
    let seeds = files(&folder(name));
    let [mut accepted, mut refused] = [0, 0];
    for seed in seeds {
        println!("{}", seed.display()); // shown if the target panics
        let verdict = target(&fs::read(&seed).unwrap());
        if seed.file_name().unwrap().to_str().unwrap().starts_with("refused-") {
            assert_eq!(verdict, Verdict::Refused, "{}", seed.display());
            refused += 1;
        } else {
            assert_eq!(verdict, Verdict::Accepted, "{}", seed.display());
            accepted += 1;
        }
    }
    assert!(
        accepted > 0 && refused > 0,
        "{name} has {accepted} seeds that are taken and {refused} that are refused"
    );
}

#[test]
fn every_seed_of_every_target_holds() {
    for (name, target) in TARGETS {
        replay(name, target);
    }
}

#[test]
fn every_folder_of_seeds_has_a_target_and_every_target_a_file() {
    let named: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let stem = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let folders = files(&folder("")).into_iter().map(stem).collect();
    let sources =
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz_targets")).into_iter().map(stem).collect();
    assert_eq!([&named, &named], [&folders, &sources]);
}

#[test]
fn seeds_stay_small() {
    let all = TARGETS.iter().flat_map(|(name, _)| files(&folder(name)));
    let bytes: u64 = all.map(|file| fs::metadata(file).unwrap().len()).sum();
    assert!(bytes < 200_000, "{bytes} bytes: seeds are read by people who clone this, too");
}

/// Cut anywhere, with any one byte turned around, a seed is taken or refused, and nothing panics.
#[test]
fn damaged_seeds_never_panic() {
    // Each seed is damaged in about so many places; all of them would take minutes without optimisation.
    const PLACES: usize = 64;
    for (name, target) in TARGETS {
        for seed in files(&folder(name)) {
            println!("{}", seed.display()); // shown if the target panics
            let seed = fs::read(seed).unwrap();
            for place in (0..seed.len()).step_by(seed.len() / PLACES + 1) {
                let (cut, rest) = seed.split_at(place);
                target(cut);
                if let [byte, rest @ ..] = rest {
                    target(&[cut, &[!byte], rest].concat());
                }
            }
        }
    }
}
