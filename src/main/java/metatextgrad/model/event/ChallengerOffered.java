package metatextgrad.model.event;

import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.StepRef.RunKind;

/**
 * What a run found for a project. The run emits it once when it ends, even if nothing beat its seed
 * program.
 *
 * @param kind what the run was for
 * @param seed the program the run began with
 * @param seedScores scores of the seed program
 * @param best the run's answer; the seed program if nothing was better
 * @param bestScores scores of the best program
 * @param optimizer name of the optimizer that made it; empty for the seed program
 */
public record ChallengerOffered(
        ProjectId project,
        RunId run,
        RunKind kind,
        Program seed,
        ScoreSummary seedScores,
        Program best,
        ScoreSummary bestScores,
        String optimizer)
        implements Event {

    @Override
    public String key() {
        return project.value();
    }
}
