package metatextgrad.wire;

import java.util.List;
import metatextgrad.json.Json;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.Allowance;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.project.LoopSettings;

/** Optimizers to be tried. */
final class MetaWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            MetaPromptPublished.class,
                            metatextgrad.events.MetaPromptPublished.class,
                            MetaWire::toAvro,
                            MetaWire::fromAvro),
                    new WirePair<>(
                            MetaStructurePublished.class,
                            metatextgrad.events.MetaStructurePublished.class,
                            MetaWire::toAvro,
                            MetaWire::fromAvro));

    private MetaWire() {}

    static metatextgrad.events.MetaPromptPublished toAvro(MetaPromptPublished prompt) {
        return new metatextgrad.events.MetaPromptPublished(
                PartWire.toAvro(prompt.stepRef()),
                prompt.origin(),
                prompt.optimizer(),
                prompt.round(),
                Json.write(prompt.spec()),
                prompt.parent(),
                Nullables.map(prompt.drawn(), TaskId::value),
                Json.write(prompt.program()),
                ScoreWire.toAvro(prompt.seedScore()),
                Json.write(prompt.settings()),
                PartWire.toAvro(prompt.snapshot()),
                prompt.seed(),
                prompt.draw(),
                Nullables.map(prompt.allowance(), MetaWire::toAvro));
    }

    static MetaPromptPublished fromAvro(metatextgrad.events.MetaPromptPublished prompt) {
        return new MetaPromptPublished(
                PartWire.fromAvro(prompt.getStepRef()),
                prompt.getOrigin(),
                prompt.getOptimizer(),
                prompt.getRound(),
                Json.read(prompt.getSpec(), OptimizerSpec.class),
                prompt.getParent(),
                Nullables.map(prompt.getDrawn(), TaskId::new),
                ProgramJson.read(prompt.getProgram()),
                ScoreWire.fromAvro(prompt.getSeedScore()),
                Json.read(prompt.getSettings(), LoopSettings.class),
                PartWire.fromAvro(prompt.getSnapshot()),
                prompt.getSeed(),
                prompt.getDraw(),
                Nullables.map(prompt.getAllowance(), MetaWire::fromAvro));
    }

    static metatextgrad.events.MetaStructurePublished toAvro(MetaStructurePublished structure) {
        return new metatextgrad.events.MetaStructurePublished(
                PartWire.toAvro(structure.stepRef()),
                structure.round(),
                Json.write(structure.spec()),
                structure.parents(),
                structure.checks(),
                Json.write(structure.program()),
                ScoreWire.toAvro(structure.seedScore()),
                Json.write(structure.settings()),
                PartWire.toAvro(structure.snapshot()),
                structure.seed(),
                Nullables.map(structure.allowance(), MetaWire::toAvro));
    }

    static MetaStructurePublished fromAvro(metatextgrad.events.MetaStructurePublished structure) {
        return new MetaStructurePublished(
                PartWire.fromAvro(structure.getStepRef()),
                structure.getRound(),
                Json.read(structure.getSpec(), OptimizerSpec.class),
                structure.getParents(),
                structure.getChecks(),
                ProgramJson.read(structure.getProgram()),
                ScoreWire.fromAvro(structure.getSeedScore()),
                Json.read(structure.getSettings(), LoopSettings.class),
                PartWire.fromAvro(structure.getSnapshot()),
                structure.getSeed(),
                Nullables.map(structure.getAllowance(), MetaWire::fromAvro));
    }

    private static metatextgrad.events.Allowance toAvro(Allowance allowance) {
        return new metatextgrad.events.Allowance(
                allowance.calls(), allowance.after(), allowance.step());
    }

    private static Allowance fromAvro(metatextgrad.events.Allowance allowance) {
        return new Allowance(allowance.getCalls(), allowance.getAfter(), allowance.getStep());
    }
}
