package metatextgrad.cli.budget;

import java.util.Map;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.ModelRole;

/** An estimate of the tokens that calls take, from the paper's figures (METHOD §2.5). Pure. */
public final class TokenEstimate {
    /** Input and output together. */
    private static final long PROGRAM = 1300;

    private static final long OPTIMIZER = 2400;
    private static final long META = 2500;

    private TokenEstimate() {}

    /**
     * @param calls of each role
     */
    public static long of(Map<ModelRole, Long> calls) {
        long tokens = 0;
        for (Map.Entry<ModelRole, Long> role : calls.entrySet())
            tokens += of(role.getKey(), role.getValue());
        return tokens;
    }

    public static long of(ModelRole role, long calls) {
        return each(role) * calls;
    }

    /** Returns an estimate, in one line. */
    public static String sentence(Map<ModelRole, Long> calls) {
        return Texts.format(
                "about %,d tokens at most, if calls are as long as in the paper (%,d per call of the program, %,d of a critic or an optimizer, %,d of the meta model): an estimate",
                of(calls), PROGRAM, OPTIMIZER, META);
    }

    private static long each(ModelRole role) {
        return switch (role) {
            case PROGRAM -> PROGRAM;
            case JUDGE, BACKWARD, OPTIMIZER -> OPTIMIZER;
            case META -> META;
        };
    }
}
