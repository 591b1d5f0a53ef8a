package metatextgrad.wire;

import metatextgrad.events.BlockKind;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Limits.Exceeded;
import metatextgrad.model.project.Limits.Exceeded.Unit;

/** Maps the reasons of blocked calls to and from Avro. */
final class BlockWire {
    private BlockWire() {}

    static metatextgrad.events.BlockReason toAvro(BlockReason reason) {
        return switch (reason) {
            case BlockReason.Paused paused ->
                    new metatextgrad.events.BlockReason(
                            BlockKind.PAUSED, paused.budget(), 0L, 0L, false);
            case BlockReason.Spent spent ->
                    new metatextgrad.events.BlockReason(
                            BlockKind.valueOf(spent.limit().unit().name()),
                            spent.budget(),
                            spent.limit().spent(),
                            spent.limit().limit(),
                            spent.today());
        };
    }

    static BlockReason fromAvro(metatextgrad.events.BlockReason reason) {
        return switch (reason.getKind()) {
            case PAUSED -> new BlockReason.Paused(reason.getBudget());
            case CALLS, TOKENS, MICROS ->
                    new BlockReason.Spent(
                            reason.getBudget(),
                            new Exceeded(
                                    Unit.valueOf(reason.getKind().name()),
                                    reason.getSpent(),
                                    reason.getLimit()),
                            reason.getToday());
            case UNKNOWN -> throw new IllegalArgumentException("reason of a later release");
        };
    }
}
