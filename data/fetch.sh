#!/usr/bin/env bash
# Fetches the public data files that GraB-NAS reads into data/external; see data/README.md.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: data/fetch.sh [OPTION ...]

  (no option)   fetch what is missing; a fetch that was broken off goes on where it stopped
  --check       only verify what is there; exit status 1 if a file is missing or altered
  --only TEXT   only files whose name contains TEXT
  --into DIR    another folder than data/external; name it to the library in GRABNAS_DATA
  --help        this text

GRABNAS_MIRROR may name another base address (or file:// folder) with the same layout.
TEXT
}

top=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
into=$top/external only='' check=false
while [ $# -gt 0 ]; do
  case "$1" in
    --check) check=true ;;
    --only) only=${2:?--only needs a text}; shift ;;
    --into) into=${2:?--into needs a folder}; shift ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; printf '\nfetch.sh: unknown option %s\n' "$1" >&2; exit 2 ;;
  esac
  shift
done
base=${GRABNAS_MIRROR:-https://raw.githubusercontent.com}

# name in the data folder | SHA-256 | place below the base address: owner/repository/commit/path
files() {
  cat <<'LIST'
nasbench201/nats_bench.csv|cb5d777ec3368be83c8f9b3aa4d520696051cb0eb8d94b8f85b519f9ea4afa3e|v-tao/nats-bench-landscape/b307ae5fe6e8d7043cd4fe7d1c3532288271adb7/nats_bench.csv
metad2a/meta_train_tasks_predictor.pt|0da4ed96b88f9151de0ffce3a63c54741bca5337451bab6c10d10f6c5d7137a4|CownowAn/DiffusionNAG/f0b00053a5f03fba4d326f7dbc7729dfbaa8af02/NAS-Bench-201/data/transfer_nag/meta_train_tasks_predictor.pt
metad2a/meta_train_task_lst.pt|0debce65d5084841e5ce43cf6f229bdb5574074ae8e30c51f28cefbc25b8ce3e|CownowAn/DiffusionNAG/f0b00053a5f03fba4d326f7dbc7729dfbaa8af02/NAS-Bench-201/data/transfer_nag/meta_train_task_lst.pt
metad2a/meta_train_tasks_predictor_idx.pt|4bd2f1bf566efe5d316bc1a17801d5e196a98f5b9a888109664ac10826f98e3a|CownowAn/DiffusionNAG/f0b00053a5f03fba4d326f7dbc7729dfbaa8af02/NAS-Bench-201/data/transfer_nag/meta_train_tasks_predictor_idx.pt
LIST
}

is_whole() { [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$2" ]; }

status=0
while IFS='|' read -r name sha place; do
  case "$name" in *"$only"*) ;; *) continue ;; esac
  file=$into/$name
  if is_whole "$file" "$sha"; then
    printf 'there      %s\n' "$name"
    continue
  fi
  if $check; then
    if [ -f "$file" ]; then printf 'ALTERED    %s\n' "$name"; else printf 'MISSING    %s\n' "$name"; fi
    status=1
    continue
  fi
  mkdir -p "$(dirname "$file")"
  printf 'fetching   %s\n' "$name"
  if ! curl --fail --silent --show-error --location --retry 2 --connect-timeout 20 \
    --continue-at - --output "$file.part" "$base/$place"; then
    printf 'fetch.sh: could not fetch %s from %s; offline? Then put the file (SHA-256 %s) there by hand: %s\n' \
      "$name" "$base/$place" "$sha" "$file" >&2
    status=1
    continue
  fi
  if is_whole "$file.part" "$sha"; then
    mv "$file.part" "$file"
  else
    # A broken part would never become whole: the next try begins anew.
    rm -f "$file.part"
    printf 'fetch.sh: %s is not the published file: its SHA-256 is not %s; nothing was kept, try again\n' "$name" "$sha" >&2
    status=1
  fi
done < <(files)
exit $status
