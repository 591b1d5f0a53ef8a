package metatextgrad.model.project;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a project adapts to its traffic.
 *
 * @param day the most that its calls may cost on one day (UTC)
 * @param frozen nodes, or pieces of prompts, that no optimizer may change; in every run of the
 *     project
 * @param shareable whether prompts may copy from tasks
 */
public record AdaptSettings(
        Mode mode,
        Window window,
        Limits day,
        Evidence evidence,
        Pool pool,
        RunSize run,
        Gate gate,
        Canary canary,
        Guards guards,
        Meta meta,
        List<String> frozen,
        boolean shareable) {
    public AdaptSettings {
        frozen = List.copyOf(frozen);
    }

    /** Settings that freeze nothing and let no prompt copy from tasks. */
    public AdaptSettings(
            Mode mode,
            Window window,
            Limits day,
            Evidence evidence,
            Pool pool,
            RunSize run,
            Gate gate,
            Canary canary,
            Guards guards,
            Meta meta) {
        this(mode, window, day, evidence, pool, run, gate, canary, guards, meta, List.of(), false);
    }

    /** Who promotes what passed the gate. */
    public enum Mode {
        /** Nothing adapts. */
        OFF,
        /** A person approves and promotes. */
        PROPOSE,
        /** The stated rule approves and promotes. */
        AUTO
    }

    /**
     * When a window closes: with this many new tasks, or after a time with fewer.
     *
     * @param tasks 1 or more
     * @param atMost positive; counted from the first new task
     * @param atLeast tasks that a window needs in any case, from 1 to {@code tasks}
     */
    public record Window(int tasks, Duration atMost, int atLeast) {
        public Window {
            if (atLeast < 1 || tasks < atLeast)
                throw new IllegalArgumentException(
                        "window: at-least (%d) must be from 1 to tasks (%d)"
                                .formatted(atLeast, tasks));
        }
    }

    /**
     * The knowledge about answers, and how long it is waited for. A run needs right answers or a
     * judge to validate.
     *
     * @param truth whether there are right answers
     * @param feedback whether feedback of users compares served versions
     * @param judge whether a judge model scores what has no right answer
     * @param rubric what a good answer is, in words, for the judge; null without one
     * @param within a right answer or feedback joins its task in this time, before or after it
     * @param after age at which a served answer is judged, once
     * @param missing what an answer without feedback counts as
     */
    public record Evidence(
            boolean truth,
            boolean feedback,
            boolean judge,
            @Nullable String rubric,
            Duration within,
            Duration after,
            Missing missing) {
        /** Right answers, and feedback or not. */
        public static Evidence ofTruth(
                boolean feedback, Duration within, Duration after, Missing missing) {
            return new Evidence(true, feedback, false, null, within, after, missing);
        }

        /** What an answer without feedback counts as. */
        public enum Missing {
            /** Nothing: it is not judged. */
            IGNORE,
            GOOD,
            BAD
        }
    }

    /**
     * The tasks that are kept, in all pools together.
     *
     * @param items the most; a new task takes the place of a random one of its pool
     * @param perGroup the most of one group
     * @param keep after this time a task is drawn no more
     * @param halfLife after this time a task is drawn half as often
     */
    public record Pool(int items, int perGroup, Duration keep, Duration halfLife) {}

    /**
     * The most tasks of a run.
     *
     * @param train to learn from, 5 or more
     * @param val to validate on, 5 or more; a window waits for {@link #WAIT} of them
     */
    public record RunSize(int train, int val) {
        private static final int WAIT = 50;

        /** Validation tasks without which no window closes. */
        public int enough() {
            return Math.min(val, WAIT);
        }
    }

    /**
     * The contest that a result must win before users get it.
     *
     * @param margin by how much it must be better, in score
     * @param alpha the most wrong promotions, as a share
     * @param levels how {@code alpha} is kept over many contests
     * @param maxItems tasks after which a contest ends undecided
     */
    public record Gate(double margin, double alpha, Levels levels, int maxItems) {
        /** Tasks of a round; after each round the contest can end. */
        public static final int ROUND = 32;

        /** How the level of a contest follows from those before. */
        public enum Levels {
            /** At most {@code alpha} of all promotions are wrong, on average over the life. */
            E_LOND,
            /** At most {@code alpha} of the contests without a gain promote. */
            PER_CONTEST
        }
    }

    /**
     * How a version becomes the champion.
     *
     * @param share of the traffic that it serves before, from .01 to .5
     * @param holdback share that the former champion keeps
     * @param holdbackFor how long
     */
    public record Canary(double share, double holdback, Duration holdbackFor) {
        /** What projects have that do not adapt. */
        public static final Canary DEFAULT = new Canary(.2, .05, Duration.ofDays(7));

        private static final int PARTS = 7;

        /** After this time the holdback ends if another version is to serve: a day of a week. */
        public Duration least() {
            return holdbackFor.dividedBy(PARTS);
        }
    }

    /**
     * What a better version may not exceed.
     *
     * @param cost of its answers at list price, as a multiple of that of the champion; 1 or more
     * @param latency mean time of its model calls for a task, as a multiple of that of the
     *     champion; 1 or more
     */
    public record Guards(double cost, double latency) {}

    /**
     * How its optimizers adapt.
     *
     * @param every windows after which the next candidate is chosen, 1 or more
     * @param budgetShare the part of a day that comparisons of optimizers may take, from 0 (they do
     *     not adapt) to .5
     */
    public record Meta(int every, double budgetShare) {}

    /** Returns the settings with other evidence. */
    public AdaptSettings with(Evidence other) {
        return new AdaptSettings(
                mode, window, day, other, pool, run, gate, canary, guards, meta, frozen, shareable);
    }

    /** Returns the settings with another gate. */
    public AdaptSettings with(Gate other) {
        return new AdaptSettings(
                mode, window, day, evidence, pool, run, other, canary, guards, meta, frozen,
                shareable);
    }

    /** Returns the settings with other ones for optimizers. */
    public AdaptSettings with(Meta other) {
        return new AdaptSettings(
                mode, window, day, evidence, pool, run, gate, canary, guards, other, frozen,
                shareable);
    }

    /** Returns the same settings with these frozen texts. */
    public AdaptSettings withFrozen(List<String> texts) {
        return new AdaptSettings(
                mode, window, day, evidence, pool, run, gate, canary, guards, meta, texts,
                shareable);
    }

    /** Returns the same settings for prompts that may copy from tasks, or may not. */
    public AdaptSettings withShareable(boolean may) {
        return new AdaptSettings(
                mode, window, day, evidence, pool, run, gate, canary, guards, meta, frozen, may);
    }

    /** Whether the project adapts at all. */
    public boolean on() {
        return mode != Mode.OFF;
    }

    /**
     * Returns the budget of the runs of a project that adapts: its own, or else what it may take on
     * a day.
     */
    public static Budget budget(Project project) {
        AdaptSettings adapt = Objects.requireNonNull(project.adapt());
        Budget own = project.budget();
        return own.run().equals(Limits.NONE) ? new Budget(adapt.day(), own.step()) : own;
    }
}
