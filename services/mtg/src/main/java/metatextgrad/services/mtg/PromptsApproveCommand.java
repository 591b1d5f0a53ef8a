package metatextgrad.services.mtg;

import java.time.Instant;
import java.util.concurrent.Callable;
import metatextgrad.model.ChallengerApproved;
import metatextgrad.model.PromptVersion;
import metatextgrad.model.PromptsServed;
import metatextgrad.model.RolloutCommand;
import metatextgrad.model.Serving;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a version serve a share of the traffic. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description =
                "Lets a version serve a share of its project's traffic. When its answers are judged"
                        + " worse, the champion takes the share back by itself.")
final class PromptsApproveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "VERSION", description = "Its id, or the first letters.")
    private String version = "";

    @Option(
            names = "--share",
            defaultValue = "0.1",
            description = "Share of the traffic, from 0.01 to 0.5 (default: ${DEFAULT-VALUE}).")
    private double share;

    @Option(names = "--reason", defaultValue = "", description = "Why; kept with the table.")
    private String reason = "";

    @Override
    public Integer call() {
        if (!(share >= .01 && share <= .5))
            throw Exit.USAGE.problem("--share is %s: it must be from 0.01 to 0.5", share);
        return PromptsSteer.send(known -> known.named(version).project(), this::approved);
    }

    private RolloutCommand approved(KnownPrompts known, PromptsServed table, Instant now) {
        PromptVersion one = known.named(version);
        if (one.id().equals(table.champion()))
            throw Exit.CONFIGURATION.problem("%s is the champion already", one.id());
        if (table.serving() instanceof Serving.Canary canary)
            throw Exit.CONFIGURATION.problem(
                    "%s is challenger already: end that first, with mtg prompts promote %s or mtg"
                            + " prompts rollback %s",
                    canary.challenger(), table.project(), table.project());
        return new ChallengerApproved(
                table.project(), one.id(), share, now, table.serial(), reason);
    }
}
