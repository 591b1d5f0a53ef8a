package metatextgrad.wire;

import java.util.List;
import metatextgrad.json.Json;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptVersion;
import org.jspecify.annotations.Nullable;

/** What runs found, and the versions that came of it. */
final class PromptWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            ChallengerOffered.class,
                            metatextgrad.events.ChallengerOffered.class,
                            PromptWire::toAvro,
                            PromptWire::fromAvro),
                    new WirePair<>(
                            PromptVersion.class,
                            metatextgrad.events.PromptVersion.class,
                            PromptWire::toAvro,
                            PromptWire::fromAvro));

    private PromptWire() {}

    private static metatextgrad.events.ChallengerOffered toAvro(ChallengerOffered offered) {
        return new metatextgrad.events.ChallengerOffered(
                offered.project().value(),
                offered.run().value(),
                Json.write(offered.seed()),
                toAvro(offered.seedScores()),
                Json.write(offered.best()),
                toAvro(offered.bestScores()),
                offered.optimizer());
    }

    private static ChallengerOffered fromAvro(metatextgrad.events.ChallengerOffered offered) {
        return new ChallengerOffered(
                new ProjectId(offered.getProject()),
                new RunId(offered.getRun()),
                ProgramJson.read(offered.getSeed()),
                fromAvro(offered.getSeedScores()),
                ProgramJson.read(offered.getBest()),
                fromAvro(offered.getBestScores()),
                offered.getOptimizer());
    }

    private static metatextgrad.events.PromptVersion toAvro(PromptVersion version) {
        return new metatextgrad.events.PromptVersion(
                version.id().value(),
                version.project().value(),
                Json.write(version.program()),
                text(version.program()),
                Nullables.map(version.parent(), VersionId::value),
                version.run().value(),
                version.optimizer(),
                toAvro(version.scores()),
                Nullables.map(version.parentScores(), PromptWire::toAvro));
    }

    private static PromptVersion fromAvro(metatextgrad.events.PromptVersion version) {
        return new PromptVersion(
                new ProjectId(version.getProject()),
                ProgramJson.read(version.getProgram()),
                Nullables.map(version.getParent(), VersionId::new),
                new RunId(version.getRun()),
                version.getOptimizer(),
                fromAvro(version.getScores()),
                Nullables.map(version.getParentScores(), PromptWire::fromAvro));
    }

    /** What an application without an interpreter of programs can use. */
    private static @Nullable String text(Program program) {
        return program.nodes().size() == 1
                        && program.nodes().getFirst() instanceof Node.LlmCall call
                ? call.prompt().value()
                : null;
    }

    private static metatextgrad.events.ScoreSummary toAvro(ScoreSummary columns) {
        return new metatextgrad.events.ScoreSummary(
                ScoreWire.toAvro(columns.validation()),
                Nullables.map(columns.rescored(), ScoreWire::toAvro),
                Nullables.map(columns.test(), ScoreWire::toAvro));
    }

    private static ScoreSummary fromAvro(metatextgrad.events.ScoreSummary columns) {
        return new ScoreSummary(
                ScoreWire.fromAvro(columns.getValidation()),
                Nullables.map(columns.getRescored(), ScoreWire::fromAvro),
                Nullables.map(columns.getTest(), ScoreWire::fromAvro));
    }
}
