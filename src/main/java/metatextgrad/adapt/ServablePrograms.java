package metatextgrad.adapt;

import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.project.Project;

/**
 * The programs that may serve: those that runs began with or found, and those of project files. A
 * user may promote each of them at any time, so all stay. Only the programs are kept: nothing here
 * reads scores.
 */
record ServablePrograms(DecisionBuilder decision, AdaptKeys keys) {
    private static final RunId NO_RUN = new RunId("none");
    private static final ScoreSummary NO_SCORES = new ScoreSummary(ScoreStats.EMPTY, null, null);

    /** Keeps the seed program of a project file. */
    void add(Project project) {
        add(project.seed(), NO_RUN, RunKind.USER);
    }

    /** Keeps what a run began with and what it found, also of a run that a user started. */
    void add(ChallengerOffered offered) {
        add(offered.seed(), offered.run(), offered.kind());
        add(offered.best(), offered.run(), offered.kind());
    }

    private void add(Program program, RunId run, RunKind kind) {
        PromptVersion version =
                new PromptVersion(keys.project(), program, null, run, kind, "", NO_SCORES, null);
        if (!decision.has(keys.version(version.id())))
            decision.put(keys.version(version.id()), version);
    }
}
