package metatextgrad.model.project;

import metatextgrad.model.Dollars;
import org.jspecify.annotations.Nullable;

/**
 * Spending limits; null for no limit.
 *
 * @param micros millionths of a dollar
 */
public record Limits(@Nullable Long calls, @Nullable Long tokens, @Nullable Long micros) {
    public static final Limits NONE = new Limits(null, null, null);

    public Limits {
        check("calls", calls);
        check("tokens", tokens);
        check("money", micros);
    }

    /** A limit, and the amount that was spent of it. */
    public record Exceeded(Unit unit, long spent, long limit) {
        /** The unit of a limit. */
        public enum Unit {
            CALLS,
            TOKENS,
            /** Millionths of a dollar. */
            MICROS
        }

        /** Both figures, such as {@code 9 of 10 calls}. */
        public String text() {
            return switch (unit) {
                case CALLS -> "%d of %d calls".formatted(spent, limit);
                case TOKENS -> "%d of %d tokens".formatted(spent, limit);
                case MICROS -> Dollars.text(spent) + " of " + Dollars.text(limit);
            };
        }
    }

    /** The limit that one more unit would exceed; null if there is none. */
    public @Nullable Exceeded exceeded(Spend spent, Spend more) {
        if (calls != null && spent.calls() + more.calls() > calls)
            return new Exceeded(Exceeded.Unit.CALLS, spent.calls(), calls);
        if (tokens != null && spent.tokens() + more.tokens() > tokens)
            return new Exceeded(Exceeded.Unit.TOKENS, spent.tokens(), tokens);
        if (micros != null && spent.micros() + more.micros() > micros)
            return new Exceeded(Exceeded.Unit.MICROS, spent.micros(), micros);
        return null;
    }

    /** The spent part of the fullest limit, from 0; 0 if there is no limit. */
    public double part(Spend spent) {
        double used = Math.max(part(calls, spent.calls()), part(tokens, spent.tokens()));
        return Math.max(used, part(micros, spent.micros()));
    }

    private static double part(@Nullable Long limit, long spent) {
        if (limit == null) return 0;
        return limit == 0 ? 1 : (double) spent / limit;
    }

    private static void check(String name, @Nullable Long limit) {
        if (limit != null && limit < 0)
            throw new IllegalArgumentException(name + " must not be negative: " + limit);
    }
}
