package io.github.grabnas.search;

import java.util.List;

/** What happened in one step of a search; each search has a record of its own that says more. */
public interface SearchStep {

    /** The architectures that were evaluated in this step; more than one where a step is a batch. */
    List<Trial> trials();
}
