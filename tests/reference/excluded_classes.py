"""Checks data/proxy/excluded-classes.csv against WordNet: prints every class of Tiny-ImageNet that is not
excluded though it, or something that it is a kind of, has the name of a target's class.

    apt-get install wordnet-base
    /usr/bin/python3 tests/reference/excluded_classes.py IMAGES/tiny-imagenet200.zip

Prints the classes and exits with 1 if there are any but those in HOMONYMS, which share a word only."""
import csv
import os
import sys
import zipfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TARGETS = {
    "CIFAR-10": "airplane automobile bird cat deer dog frog horse ship truck",
    "CIFAR-100": "apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly "
                 "camel can castle caterpillar cattle chair chimpanzee clock cloud cockroach couch crab crocodile cup "
                 "dinosaur dolphin elephant flatfish forest fox girl hamster house kangaroo keyboard lamp lawn_mower "
                 "leopard lion lizard lobster man maple_tree motorcycle mountain mouse mushroom oak_tree orange orchid "
                 "otter palm_tree pear pickup_truck pine_tree plain plate poppy porcupine possum rabbit raccoon ray "
                 "road rocket rose sea seal shark shrew skunk skyscraper snail snake spider squirrel streetcar "
                 "sunflower sweet_pepper table tank telephone television tiger tractor train trout tulip turtle "
                 "wardrobe whale willow_tree wolf woman worm",
    "Fashion-MNIST": "t-shirt trouser pullover dress coat sandal shirt sneaker bag ankle_boot",
    "Oxford-IIIT Pet": "cat dog",
    "FGVC-Aircraft": "aircraft",
}
# The word means something else: CIFAR-100's tanks are armoured vehicles, not vessels.
HOMONYMS = {("n04562935", "tank")}


def nouns():
    synsets = {}
    with open("/usr/share/wordnet/data.noun", encoding="utf-8") as file:
        for line in file:
            if line.startswith("  "):
                continue
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = [fields[4 + 2 * i].lower() for i in range(count)]
            at = 4 + 2 * count
            above = []
            for i in range(int(fields[at])):
                kind, offset = fields[at + 1 + 4 * i], fields[at + 2 + 4 * i]
                if kind in ("@", "@i"):
                    above.append(offset)
            synsets[fields[0]] = (words, above)
    return synsets


def above(synsets, offset):
    words, parents = synsets[offset]
    return set(words).union(*(above(synsets, p) for p in parents)) if parents else set(words)


synsets = nouns()
with open(os.path.join(TOP, "data/proxy/excluded-classes.csv"), encoding="utf-8") as file:
    excluded = {row["wordnet_id"] for row in csv.DictReader(file)}
with zipfile.ZipFile(sys.argv[1]) as archive:
    classes = sorted({name.split("/")[1] for name in archive.namelist() if name.count("/") > 1})
missed = 0
for wnid in classes:
    if wnid in excluded:
        continue
    names = above(synsets, wnid[1:])
    for target, words in TARGETS.items():
        found = sorted(names & set(words.split()))
        if found and (wnid, found[0]) not in HOMONYMS:
            print(wnid, synsets[wnid[1:]][0][0], "is a kind of", ", ".join(found), "of", target)
            missed += 1
print(len(classes), "classes,", len(excluded), "excluded,", missed, "to be looked at")
sys.exit(missed > 0)
