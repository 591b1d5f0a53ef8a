package metatextgrad.wire;

import java.util.List;
import metatextgrad.events.CloseReason;
import metatextgrad.json.Json;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.Range;
import metatextgrad.model.Split;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.project.LoopSettings;

/** A batch: asked for, filled, closed. */
final class BatchWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            BatchRequested.class,
                            metatextgrad.events.BatchRequested.class,
                            BatchWire::toAvro,
                            BatchWire::fromAvro),
                    new WirePair<>(
                            TaskBatch.class,
                            metatextgrad.events.TaskBatch.class,
                            BatchWire::toAvro,
                            BatchWire::fromAvro),
                    new WirePair<>(
                            BatchClosed.class,
                            metatextgrad.events.BatchClosed.class,
                            BatchWire::toAvro,
                            BatchWire::fromAvro),
                    new WirePair<>(
                            BatchParked.class,
                            metatextgrad.events.BatchParked.class,
                            BatchWire::toAvro,
                            BatchWire::fromAvro));

    private BatchWire() {}

    static metatextgrad.events.BatchRequested toAvro(BatchRequested request) {
        return new metatextgrad.events.BatchRequested(
                PartWire.toAvro(request.stepRef()),
                PartWire.toAvro(request.snapshot()),
                Names.to(metatextgrad.events.Split.class, request.split()),
                toAvro(request.range()),
                Json.write(request.program()),
                Json.write(request.settings()),
                request.seed(),
                request.draw());
    }

    static BatchRequested fromAvro(metatextgrad.events.BatchRequested request) {
        return new BatchRequested(
                PartWire.fromAvro(request.getStepRef()),
                PartWire.fromAvro(request.getSnapshot()),
                Names.to(Split.class, request.getSplit()),
                fromAvro(request.getRange()),
                ProgramJson.read(request.getProgram()),
                Json.read(request.getSettings(), LoopSettings.class),
                request.getSeed(),
                request.getDraw());
    }

    static metatextgrad.events.TaskBatch toAvro(TaskBatch batch) {
        return new metatextgrad.events.TaskBatch(
                PartWire.toAvro(batch.stepRef()),
                Names.to(metatextgrad.events.Split.class, batch.split()),
                batch.first(),
                batch.of(),
                batch.tasks().stream().map(TaskWire::toAvro).toList(),
                Json.write(batch.program()),
                Json.write(batch.settings()),
                Nullables.map(batch.draw(), TaskWire::toAvro),
                batch.refused());
    }

    static TaskBatch fromAvro(metatextgrad.events.TaskBatch batch) {
        return new TaskBatch(
                PartWire.fromAvro(batch.getStepRef()),
                Names.to(Split.class, batch.getSplit()),
                batch.getFirst(),
                batch.getOf(),
                batch.getTasks().stream().map(TaskWire::fromAvro).toList(),
                ProgramJson.read(batch.getProgram()),
                Json.read(batch.getSettings(), LoopSettings.class),
                Nullables.map(batch.getDraw(), TaskWire::fromAvro),
                batch.getRefused());
    }

    static metatextgrad.events.BatchClosed toAvro(BatchClosed closed) {
        return new metatextgrad.events.BatchClosed(
                closed.trial().value(),
                closed.step(),
                Names.to(metatextgrad.events.Split.class, closed.split()),
                Names.to(CloseReason.class, closed.reason()),
                closed.slots());
    }

    static BatchClosed fromAvro(metatextgrad.events.BatchClosed closed) {
        return new BatchClosed(
                new TrialId(closed.getTrial()),
                closed.getStep(),
                Names.to(Split.class, closed.getSplit()),
                Names.to(BatchClosed.Reason.class, closed.getReason()),
                closed.getSlots());
    }

    static metatextgrad.events.BatchParked toAvro(BatchParked parked) {
        return new metatextgrad.events.BatchParked(
                PartWire.toAvro(parked.stepRef()),
                Names.to(metatextgrad.events.Split.class, parked.split()),
                parked.first(),
                parked.reason());
    }

    static BatchParked fromAvro(metatextgrad.events.BatchParked parked) {
        return new BatchParked(
                PartWire.fromAvro(parked.getStepRef()),
                Names.to(Split.class, parked.getSplit()),
                parked.getFirst(),
                parked.getReason());
    }

    static metatextgrad.events.Range toAvro(Range range) {
        return new metatextgrad.events.Range(range.from(), range.to());
    }

    static Range fromAvro(metatextgrad.events.Range range) {
        return new Range(range.getFrom(), range.getTo());
    }
}
