package io.github.grabnas.search.oneshot;

import io.github.grabnas.search.SearchMethod;

import java.util.List;

/**
 * The one-shot methods of this library. Formula, paper, known failures and departures of each are in the table of this
 * package's description.
 */
public final class OneShotMethods {

    private OneShotMethods() {}

    /** All of them: darts, gdas, setn, rsps, pc-darts and drnas. */
    public static List<SearchMethod> all() {
        return List.of(new Darts(), new Gdas(), new Setn(), new RandomSharing(), new PcDarts(), new DrNas());
    }
}
