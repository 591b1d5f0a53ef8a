package metatextgrad.wire;

import metatextgrad.events.RoundReport;
import metatextgrad.json.Json;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RoundEnd;

/** What both phases of the meta level keep: optimizers that were tried, rounds that ended. */
final class RoundWire {
    private RoundWire() {}

    static RoundReport toAvro(RoundEnd end) {
        return new RoundReport(
                Names.to(metatextgrad.events.MetaPhase.class, end.phase()),
                end.optimizer(),
                end.round(),
                Names.to(metatextgrad.events.Verdict.class, end.verdict()),
                end.score(),
                end.against(),
                end.repairs(),
                end.reason());
    }

    static RoundEnd fromAvro(RoundReport end) {
        return new RoundEnd(
                Names.to(RoundEnd.MetaPhase.class, end.getPhase()),
                end.getOptimizer(),
                end.getRound(),
                Names.to(OptimizerVersion.Verdict.class, end.getVerdict()),
                end.getScore(),
                end.getAgainst(),
                end.getRepairs(),
                end.getReason());
    }

    static metatextgrad.events.EvaluatedOptimizer toAvro(EvaluatedOptimizer tried) {
        return new metatextgrad.events.EvaluatedOptimizer(
                Json.write(tried.spec()),
                tried.round(),
                Json.write(tried.program()),
                ScoreWire.toAvro(tried.reached()));
    }

    static EvaluatedOptimizer fromAvro(metatextgrad.events.EvaluatedOptimizer tried) {
        return new EvaluatedOptimizer(
                Json.read(tried.getSpec(), OptimizerSpec.class),
                tried.getRound(),
                ProgramJson.read(tried.getProgram()),
                ScoreWire.fromAvro(tried.getReached()));
    }
}
