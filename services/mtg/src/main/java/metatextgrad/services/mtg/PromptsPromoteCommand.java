package metatextgrad.services.mtg;

import java.time.Instant;
import java.util.concurrent.Callable;
import metatextgrad.model.ChallengerPromoted;
import metatextgrad.model.ProjectId;
import metatextgrad.model.PromptsServed;
import metatextgrad.model.RolloutCommand;
import metatextgrad.model.Serving;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the challenger the champion. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description =
                "Makes the challenger the champion. The former keeps 5 %% of the traffic for 7"
                        + " days, and takes all of it back by itself when the new one's answers are"
                        + " judged worse.")
final class PromptsPromoteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Its name.")
    private String project = "";

    @Option(names = "--reason", defaultValue = "", description = "Why; kept with the table.")
    private String reason = "";

    @Override
    public Integer call() {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        return PromptsSteer.send(known -> id, this::promoted);
    }

    private RolloutCommand promoted(KnownPrompts known, PromptsServed table, Instant now) {
        if (!(table.serving() instanceof Serving.Canary))
            throw Exit.CONFIGURATION.problem(
                    "project %s has no challenger: mtg prompts approve VERSION makes one",
                    table.project());
        return new ChallengerPromoted(table.project(), now, table.serial(), reason);
    }
}
