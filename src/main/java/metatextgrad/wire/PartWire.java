package metatextgrad.wire;

import metatextgrad.json.Json;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.SplitShares;

/** Parts of events of several families. */
final class PartWire {
    private PartWire() {}

    static metatextgrad.events.StepRef toAvro(StepRef stepRef) {
        return new metatextgrad.events.StepRef(
                stepRef.project().value(),
                stepRef.run().value(),
                stepRef.trial().value(),
                stepRef.step(),
                stepRef.sample());
    }

    static StepRef fromAvro(metatextgrad.events.StepRef stepRef) {
        return new StepRef(
                new ProjectId(stepRef.getProject()),
                new RunId(stepRef.getRun()),
                new TrialId(stepRef.getTrial()),
                stepRef.getStep(),
                stepRef.getSample());
    }

    static metatextgrad.events.Slot toAvro(Slot slot) {
        return new metatextgrad.events.Slot(
                Names.to(metatextgrad.events.Split.class, slot.split()), slot.number());
    }

    static Slot fromAvro(metatextgrad.events.Slot slot) {
        return new Slot(Names.to(Split.class, slot.getSplit()), slot.getNumber());
    }

    static metatextgrad.events.SnapshotSpec toAvro(SnapshotSpec spec) {
        return new metatextgrad.events.SnapshotSpec(
                spec.project().value(),
                spec.set(),
                spec.count(),
                spec.hash(),
                toAvro(spec.shares()));
    }

    static SnapshotSpec fromAvro(metatextgrad.events.SnapshotSpec spec) {
        return new SnapshotSpec(
                new ProjectId(spec.getProject()),
                spec.getSet(),
                spec.getCount(),
                spec.getHash(),
                fromAvro(spec.getShares()));
    }

    static metatextgrad.events.SplitShares toAvro(SplitShares shares) {
        return new metatextgrad.events.SplitShares(shares.train(), shares.val(), shares.gate());
    }

    static SplitShares fromAvro(metatextgrad.events.SplitShares shares) {
        return new SplitShares(shares.getTrain(), shares.getVal(), shares.getGate());
    }

    static metatextgrad.events.Item toAvro(Item item) {
        return new metatextgrad.events.Item(
                toAvro(item.stepRef()),
                toAvro(item.slot()),
                TaskWire.toAvro(item.task()),
                Json.write(item.program()),
                Json.write(item.settings()));
    }

    static Item fromAvro(metatextgrad.events.Item item) {
        return new Item(
                fromAvro(item.getStepRef()),
                fromAvro(item.getSlot()),
                TaskWire.fromAvro(item.getTask()),
                ProgramJson.read(item.getProgram()),
                Json.read(item.getSettings(), LoopSettings.class));
    }

    static metatextgrad.events.NodeOutput toAvro(NodeOutput output) {
        return new metatextgrad.events.NodeOutput(output.node(), output.part(), output.text());
    }

    static NodeOutput fromAvro(metatextgrad.events.NodeOutput output) {
        return new NodeOutput(output.getNode(), output.getPart(), output.getText());
    }

    static metatextgrad.events.Trace toAvro(TextualLoss.Trace trace) {
        return new metatextgrad.events.Trace(
                toAvro(trace.item()),
                trace.outputs().stream().map(PartWire::toAvro).toList(),
                trace.answer(),
                trace.criticism());
    }

    static TextualLoss.Trace fromAvro(metatextgrad.events.Trace trace) {
        return new TextualLoss.Trace(
                fromAvro(trace.getItem()),
                trace.getOutputs().stream().map(PartWire::fromAvro).toList(),
                trace.getAnswer(),
                trace.getCriticism());
    }
}
