package io.github.grabnas.search.oneshot;

import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Setting;
import io.github.grabnas.search.SettingValues;
import io.github.grabnas.search.TrainerSource;
import io.github.grabnas.space.Cell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the one-shot methods share: they train a supernet on the target's images and evaluate one cell, the derived one.
 * Where a run of the same settings and seed comes with the checkout, that is taken (setting {@code recorded}), images
 * or not.
 */
abstract class OneShotMethod implements SearchMethod {

    private final String label;
    private final String description;
    private final OneShotSettings settings;
    private final List<Setting<?>> own;

    /**
     * A method.
     *
     * @param defaults where its defaults differ from those of {@link OneShotSettings}
     * @param own settings that it alone has
     */
    OneShotMethod(String label, String description, Map<String, String> defaults, Setting<?>... own) {
        this(label, description, new OneShotSettings(defaults, Set.of()), own);
    }

    /** A method with some of the settings. */
    OneShotMethod(String label, String description, OneShotSettings settings, Setting<?>... own) {
        this.label = label;
        this.description = description;
        this.settings = settings;
        this.own = List.of(own);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(own.stream(), settings.table().stream()).toList();
    }

    @Override
    public boolean usesOtherDatasets(SettingValues values) {
        return false;
    }

    @Override
    public boolean needsImages() {
        return true;
    }

    /** What sets the method apart, with these settings. */
    abstract OneShotPlan plan(OneShotRecipe recipe, SettingValues values);

    /** Whether alpha is moved first where its gradient is of second order. */
    boolean movesByOrder(SettingValues values) {
        return settings.movesByOrder(values);
    }

    /** {@inheritDoc} Also settings that do not go together are refused. */
    @Override
    public SettingValues values(Map<String, String> values) {
        SettingValues checked = SearchMethod.super.values(values);
        plan(settings.recipe(checked), checked);
        return checked;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there is neither a recorded run nor images
     */
    @Override
    public ArchitectureSearch start(SearchProblem problem, SettingValues values) {
        OneShotPlan plan = plan(settings.recipe(values), values);
        String target = problem.evaluator().target();
        if (OneShotRun.isTaken(values)) {
            Optional<OneShotRun> run = OneShotRun.find(target, label, OneShotRun.changed(this, values), problem.seed());
            if (run.isPresent() && stands(run.get(), plan, problem)) {
                return new RecordedOneShotSearch(problem, run.get());
            }
        }
        if (problem.training() == TrainerSource.NONE) {
            throw new IllegalArgumentException("method '" + label + "' trains a supernet on images, and target '"
                    + target
                    + "' comes without such as it can be trained on; take a target at proxy scale, such as "
                    + "proxy-fashion, or give a trainer by SearchProblem.withTraining");
        }
        return new OneShotSearch(problem, plan);
    }

    /**
     * Whether training would give the same cell. Runs were made on the whole space. In a smaller one the most probable
     * cell is the same if it is there; cells that are scored would be other ones.
     */
    private static boolean stands(OneShotRun run, OneShotPlan plan, SearchProblem problem) {
        return problem.space().contains(run.derived())
                && (plan.derivation() == Derivation.MOST_PROBABLE
                        || problem.space().size() == Cell.COUNT);
    }
}
