package io.github.grabnas.search;

import io.github.grabnas.data.DecimalNumber;

/**
 * T_BO of line 10, for how many iterations Bayesian optimisation is alone: a number, or a share of the budget, so that
 * short searches explore too.
 *
 * @param number of iterations, or of percent
 * @param percent whether it is a share of the budget in percent
 */
public record WarmUp(int number, boolean percent) {

    /** The setting's text for a share ends with this sign. */
    private static final String SIGN = "%";

    /** Its setting, {@code warm-up}. */
    public static final Setting<WarmUp> SETTING = Setting.of(
            "warm-up",
            "15%",
            "a whole number, at least 0, or a share of the budget, such as 15%",
            "T_BO, iterations without exploration",
            WarmUp::parse);

    /** Checks the number. */
    public WarmUp {
        if (number < 0 || percent && number > 100) {
            throw new IllegalArgumentException(
                    "warm-up " + number + (percent ? SIGN : "") + ": expected 0 or more iterations, or at most 100%");
        }
    }

    private static WarmUp parse(String text) {
        boolean percent = text.endsWith(SIGN);
        return new WarmUp(DecimalNumber.parseInt(percent ? text.substring(0, text.length() - 1) : text), percent);
    }

    /** T_BO for a budget of so many evaluations, rounded. */
    public int iterations(int budget) {
        return percent ? Math.toIntExact(Math.round(budget * (number / 100.0))) : number;
    }
}
