#!/usr/bin/env bash
# Fetches the public data files that GraB-NAS reads into data/external; see data/README.md.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: data/fetch.sh [OPTION ...]

  (no option)   fetch what is missing; a fetch that was broken off goes on where it stopped
  --check       only verify what is there; exit status 1 if a file is missing or altered
  --only TEXT   only files whose name contains TEXT
  --images SET  instead: an image dataset, cifar10, cifar100, mnist, svhn, aircraft or pets, into images/
  --into DIR    another folder than data/external; name it to the library in GRABNAS_DATA
  --help        this text

GRABNAS_MIRROR may name another base address (or file:// folder) with the same layout.
TEXT
}

top=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
into=$top/external only='' check=false images=''
while [ $# -gt 0 ]; do
  case "$1" in
    --check) check=true ;;
    --only) only=${2:?--only needs a text}; shift ;;
    --images) images=${2:?--images needs the name of a dataset}; shift ;;
    --into) into=${2:?--into needs a folder}; shift ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; printf '\nfetch.sh: unknown option %s\n' "$1" >&2; exit 2 ;;
  esac
  shift
done
base=${GRABNAS_MIRROR:-https://raw.githubusercontent.com}

# The publishers' own archives and checksums: dataset | folder below images/ | address | MD5
image_files() {
  cat <<'LIST'
cifar10|.|https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz|c32a1d4ab5d03f1284b67883e8d87530
cifar100|.|https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz|03b5dce01913d631647c71ecec9e9cb8
mnist|mnist|https://ossci-datasets.s3.amazonaws.com/mnist/train-images-idx3-ubyte.gz|f68b3c2dcbeaaa9fbdd348bbdeb94873
mnist|mnist|https://ossci-datasets.s3.amazonaws.com/mnist/train-labels-idx1-ubyte.gz|d53e105ee54ea40749a09fcbcd1e9432
mnist|mnist|https://ossci-datasets.s3.amazonaws.com/mnist/t10k-images-idx3-ubyte.gz|9fb629c4189551a2d022fa330f9573f3
mnist|mnist|https://ossci-datasets.s3.amazonaws.com/mnist/t10k-labels-idx1-ubyte.gz|ec29112dd5afa0611ce80d1b7f02629c
svhn|svhn|http://ufldl.stanford.edu/housenumbers/train_32x32.mat|e26dedcc434d2e4c54c9b2d4a06d8373
svhn|svhn|http://ufldl.stanford.edu/housenumbers/test_32x32.mat|eb5a983be6a315427106f1b164d9cef3
aircraft|.|https://www.robots.ox.ac.uk/~vgg/data/fgvc-aircraft/archives/fgvc-aircraft-2013b.tar.gz|d4acdd33327262359767eeaa97a4f732
pets|oxford-iiit-pet|https://www.robots.ox.ac.uk/~vgg/data/pets/data/images.tar.gz|5c4f3ee8e5d25df40f4fd59a7f44e54c
pets|oxford-iiit-pet|https://www.robots.ox.ac.uk/~vgg/data/pets/data/annotations.tar.gz|95a8c909bbe2e81eed6a22bccdf3f68f
LIST
}

has_md5() { [ -f "$1" ] && [ "$(md5sum "$1" | cut -d' ' -f1)" = "$2" ]; }

# Archives are kept beside what they held, so that a second call finds them and does nothing.
fetch_images() {
  local set folder address md5 file found=false
  while IFS='|' read -r set folder address md5; do
    [ "$set" = "$images" ] || continue
    found=true
    mkdir -p "$into/images/$folder"
    file=$into/images/$folder/$(basename "$address")
    [ -z "${GRABNAS_MIRROR:-}" ] || address=$GRABNAS_MIRROR/$(basename "$address")
    if has_md5 "$file" "$md5"; then
      printf 'there      %s\n' "$file"
    elif $check; then
      if [ -f "$file" ]; then printf 'ALTERED    %s\n' "$file"; else printf 'MISSING    %s\n' "$file"; fi
      status=1
      continue
    else
      printf 'fetching   %s\n' "$address"
      if ! curl --fail --silent --show-error --location --retry 2 --connect-timeout 20 \
        --continue-at - --output "$file.part" "$address"; then
        printf 'fetch.sh: could not fetch %s; offline? Then put the file (MD5 %s) there by hand: %s\n' "$address" "$md5" "$file" >&2
        status=1
        continue
      fi
      if ! has_md5 "$file.part" "$md5"; then
        rm -f "$file.part"
        printf 'fetch.sh: %s is not the published file: its MD5 is not %s; nothing was kept, try again\n' "$address" "$md5" >&2
        status=1
        continue
      fi
      mv "$file.part" "$file"
    fi
    case "$file" in
      *.tar.gz) [ -f "$file.unpacked" ] || { tar -xzf "$file" -C "$into/images/$folder" && touch "$file.unpacked"; } ;;
    esac
  done < <(image_files)
  $found || { printf "fetch.sh: unknown image dataset '%s'; expected cifar10, cifar100, mnist, svhn, aircraft or pets\n" "$images" >&2; exit 2; }
}

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
if [ -n "$images" ]; then
  fetch_images
  exit $status
fi
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
