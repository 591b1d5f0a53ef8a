package metatextgrad.experiments.live;

import java.util.SplittableRandom;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.state.Contest;
import metatextgrad.rollout.Comparison;

/** Traffic of a canary of equal versions, for the test of the shares of judged answers. */
public enum ShareWorld {
    /** The challenger serves a fifth, and each user gives feedback. */
    STEADY(1),
    /** It serves more, step by step. Each step is a contest of its own. */
    GROWING(1),
    /** Its users give feedback half as often. */
    HALF_FEEDBACK(.5);

    private static final int ANSWERS = 2_000;

    private final double feedback;

    ShareWorld(double feedback) {
        this.feedback = feedback;
    }

    private double[] shares() {
        return this == GROWING ? new double[] {.05, .1, .2, .5} : new double[] {.2};
    }

    /** Returns after how many judged answers the test stops the contest; -1 if it does not. */
    int stop(SplittableRandom random) {
        int judged = 0;
        double[] shares = shares();
        for (double share : shares) {
            Contest contest = Contest.begun(new ProjectId("canary"), new Serial(1), share);
            for (int i = 0; i < ANSWERS / shares.length; i++) {
                boolean other = random.nextDouble() < share;
                if (other && random.nextDouble() >= feedback) continue;
                contest = Comparison.with(contest, other, random.nextDouble() < .7 ? 1 : 0);
                judged++;
                if (Comparison.mismatch(contest) >= Comparison.MISMATCH) return judged;
            }
        }
        return -1;
    }
}
