package metatextgrad.intake;

import java.time.Duration;
import java.util.List;
import metatextgrad.model.Aspect;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Reduce;
import metatextgrad.model.Tags;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.AdaptSettings.Evidence.Missing;
import metatextgrad.model.project.AdaptSettings.Gate;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.AdaptSettings.Pool;
import metatextgrad.model.project.AdaptSettings.RunSize;
import metatextgrad.model.project.AdaptSettings.Window;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;

/** A project that adapts, for tests. */
public final class Traffic {
    private static final Window WINDOW = new Window(300, Duration.ofHours(24), 200);

    private Traffic() {}

    /** The project with the settings of a file that states none. */
    public static Project project() {
        return project(WINDOW, 20_000, 50, Mode.PROPOSE);
    }

    public static Project project(Window window) {
        return project(window, 20_000, 50, Mode.PROPOSE);
    }

    public static Project project(Mode mode) {
        return project(WINDOW, 20_000, 50, mode);
    }

    /** A project whose contests end after this many tasks. */
    public static Project project(int maxItems) {
        Project usual = project();
        return usual.withAdapt(usual.adapt().with(new Gate(0, .05, Gate.Levels.E_LOND, maxItems)));
    }

    /** A project in which missing feedback counts as this. */
    public static Project judging(Missing missing) {
        Project usual = project();
        return usual.withAdapt(
                usual.adapt()
                        .with(
                                AdaptSettings.Evidence.ofTruth(
                                        true, Duration.ofDays(7), Duration.ofHours(24), missing)));
    }

    /** A project that a judge model scores, with or without right answers and feedback. */
    public static Project judgedBy(Mode mode, boolean truth, boolean feedback) {
        Project usual = project(mode);
        AdaptSettings.Evidence known = usual.adapt().evidence();
        return usual.withAdapt(
                usual.adapt()
                        .with(
                                new AdaptSettings.Evidence(
                                        truth,
                                        feedback,
                                        true,
                                        "The reply is polite.",
                                        known.within(),
                                        known.after(),
                                        known.missing())));
    }

    static Project project(int items, int perGroup) {
        return project(WINDOW, items, perGroup, Mode.PROPOSE);
    }

    private static Project project(Window window, int items, int perGroup, Mode mode) {
        return new Project(
                IntakeFixtures.PROJECT,
                IntakeFixtures.PROGRAM,
                IntakeFixtures.settings(),
                List.of(optimizer()),
                new MetaSettings(0, 0, 0, 0, MetaSettings.InitialScore.TRIAL),
                SplitShares.DEFAULT,
                Budget.NONE,
                new AdaptSettings(
                        mode,
                        window,
                        new Limits(10_000L, null, null),
                        AdaptSettings.Evidence.ofTruth(
                                true,
                                Duration.ofDays(7),
                                Duration.ofHours(24),
                                AdaptSettings.Evidence.Missing.IGNORE),
                        new Pool(items, perGroup, Duration.ofDays(30), Duration.ofDays(14)),
                        new RunSize(50, 100),
                        new Gate(0, .05, Gate.Levels.E_LOND, 3_000),
                        new AdaptSettings.Canary(.2, .05, Duration.ofDays(7)),
                        new AdaptSettings.Guards(1.2, 1.2),
                        new AdaptSettings.Meta(5, .2)));
    }

    private static OptimizerSpec optimizer() {
        return new OptimizerSpec(
                "tgd",
                List.of(
                        new Phase(
                                "tgd",
                                Aspect.PROMPT,
                                1,
                                "You improve prompts.",
                                List.of(),
                                List.of(),
                                0,
                                0,
                                Tags.DEFAULT,
                                Reduce.CONCATENATE,
                                ModelRole.OPTIMIZER)));
    }
}
