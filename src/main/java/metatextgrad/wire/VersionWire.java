package metatextgrad.wire;

import java.util.List;
import metatextgrad.json.Json;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Provenance;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion;
import org.jspecify.annotations.Nullable;

/** Verdicts on optimizers, and submitted optimizers and programs. */
final class VersionWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            OptimizerVersion.class,
                            metatextgrad.events.OptimizerVersion.class,
                            VersionWire::toAvro,
                            VersionWire::fromAvro));

    private VersionWire() {}

    static metatextgrad.events.OptimizerVersion toAvro(OptimizerVersion version) {
        return new metatextgrad.events.OptimizerVersion(
                version.project().value(),
                text(Nullables.map(version.run(), RunId::value)),
                text(Nullables.map(version.trial(), TrialId::value)),
                Json.write(version.spec()),
                version.parents(),
                Nullables.map(version.drawn(), TaskId::value),
                version.score(),
                version.against(),
                Names.to(metatextgrad.events.Verdict.class, version.verdict()),
                version.serial().number(),
                CostWire.toAvro(version.cost()),
                version.submitted(),
                Nullables.map(version.from(), VersionWire::toAvro));
    }

    static OptimizerVersion fromAvro(metatextgrad.events.OptimizerVersion version) {
        return new OptimizerVersion(
                new ProjectId(version.getProject()),
                version.getRun().isEmpty() ? null : new RunId(version.getRun()),
                version.getTrial().isEmpty() ? null : new TrialId(version.getTrial()),
                Json.read(version.getSpec(), OptimizerSpec.class),
                version.getParents(),
                Nullables.map(version.getDrawn(), TaskId::new),
                version.getScore(),
                version.getAgainst(),
                Names.to(OptimizerVersion.Verdict.class, version.getVerdict()),
                new Serial(version.getSerial()),
                CostWire.fromAvro(version.getCost()),
                version.getSubmitted(),
                Nullables.map(version.getFrom(), VersionWire::fromAvro));
    }

    /** Older releases know no version without a run: its name is empty, never null. */
    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static metatextgrad.events.Provenance toAvro(Provenance from) {
        return new metatextgrad.events.Provenance(
                from.project().value(),
                from.run().value(),
                from.version(),
                from.validation(),
                from.against(),
                from.rescored(),
                from.test(),
                from.seedTest());
    }

    private static Provenance fromAvro(metatextgrad.events.Provenance from) {
        return new Provenance(
                new ProjectId(from.getProject()),
                new RunId(from.getRun()),
                from.getVersion(),
                from.getValidation(),
                from.getAgainst(),
                from.getRescored(),
                from.getTest(),
                from.getSeedTest());
    }
}
