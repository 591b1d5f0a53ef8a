package metatextgrad.wire;

import java.util.List;
import metatextgrad.events.ScoreOutcome;
import metatextgrad.events.ScoreScope;
import metatextgrad.json.Json;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ScoreAggregated;

/** Scores of items, and what they add up to. */
final class ScoreWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            ScoreAggregated.class,
                            metatextgrad.events.ScoreAggregated.class,
                            ScoreWire::toAvro,
                            ScoreWire::fromAvro));

    private ScoreWire() {}

    static metatextgrad.events.ScoreAggregated toAvro(ScoreAggregated report) {
        return new metatextgrad.events.ScoreAggregated(
                PartWire.toAvro(report.stepRef()),
                Names.to(ScoreScope.class, report.scope()),
                Names.to(metatextgrad.events.Split.class, report.split()),
                toAvro(report.stats()),
                Json.write(report.program()),
                report.outcomes().stream().map(ScoreWire::toAvro).toList(),
                Nullables.map(report.draw(), TaskWire::toAvro),
                Nullables.map(report.failure(), FailureWire::toAvro),
                CostWire.toAvro(report.cost()));
    }

    static ScoreAggregated fromAvro(metatextgrad.events.ScoreAggregated report) {
        return new ScoreAggregated(
                PartWire.fromAvro(report.getStepRef()),
                Names.to(ScoreAggregated.Scope.class, report.getScope()),
                Names.to(Split.class, report.getSplit()),
                fromAvro(report.getStats()),
                ProgramJson.read(report.getProgram()),
                report.getOutcomes().stream().map(ScoreWire::fromAvro).toList(),
                Nullables.map(report.getDraw(), TaskWire::fromAvro),
                Nullables.map(report.getFailure(), FailureWire::fromAvro),
                CostWire.fromAvro(report.getCost()));
    }

    static metatextgrad.events.Score toAvro(Score score) {
        return new metatextgrad.events.Score(
                Names.to(ScoreOutcome.class, score.outcome()), score.value());
    }

    static Score fromAvro(metatextgrad.events.Score score) {
        return new Score(Names.to(Score.Outcome.class, score.getOutcome()), score.getValue());
    }

    static metatextgrad.events.ScoreStats toAvro(ScoreStats stats) {
        return new metatextgrad.events.ScoreStats(
                stats.correct(),
                stats.wrong(),
                stats.unparseable(),
                stats.infrastructure(),
                stats.mean(),
                stats.low(),
                stats.high());
    }

    static ScoreStats fromAvro(metatextgrad.events.ScoreStats stats) {
        return new ScoreStats(
                stats.getCorrect(),
                stats.getWrong(),
                stats.getUnparseable(),
                stats.getInfrastructure(),
                stats.getMean(),
                stats.getLow(),
                stats.getHigh());
    }

    static metatextgrad.events.ItemOutcome toAvro(ScoreAggregated.ItemOutcome outcome) {
        return new metatextgrad.events.ItemOutcome(outcome.task().value(), toAvro(outcome.score()));
    }

    static ScoreAggregated.ItemOutcome fromAvro(metatextgrad.events.ItemOutcome outcome) {
        return new ScoreAggregated.ItemOutcome(
                new TaskId(outcome.getTask()), fromAvro(outcome.getScore()));
    }
}
