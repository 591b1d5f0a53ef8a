package metatextgrad.wire;

import java.util.List;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.event.RunLimit.RunBudgetRestored;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;

/** Limits, what was spent of them, and what waits for them. */
final class BudgetWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            BudgetLimits.class,
                            metatextgrad.events.BudgetLimits.class,
                            BudgetWire::toAvro,
                            BudgetWire::fromAvro),
                    new WirePair<>(
                            BudgetSpend.class,
                            metatextgrad.events.BudgetSpend.class,
                            BudgetWire::toAvro,
                            BudgetWire::fromAvro),
                    new WirePair<>(
                            RunBudgetExhausted.class,
                            metatextgrad.events.RunBudgetExhausted.class,
                            event ->
                                    new metatextgrad.events.RunBudgetExhausted(
                                            event.run().value(),
                                            event.partition(),
                                            BlockWire.toAvro(event.reason())),
                            event ->
                                    new RunBudgetExhausted(
                                            new RunId(event.getRun()),
                                            event.getPartition(),
                                            BlockWire.fromAvro(event.getReason()))),
                    new WirePair<>(
                            RunBudgetRestored.class,
                            metatextgrad.events.RunBudgetRestored.class,
                            event ->
                                    new metatextgrad.events.RunBudgetRestored(
                                            event.run().value(), event.partition()),
                            event ->
                                    new RunBudgetRestored(
                                            new RunId(event.getRun()), event.getPartition())));

    private BudgetWire() {}

    private static metatextgrad.events.BudgetLimits toAvro(BudgetLimits limits) {
        return metatextgrad.events.BudgetLimits.newBuilder()
                .setBudget(limits.budget())
                .setCalls(limits.whole().calls())
                .setTokens(limits.whole().tokens())
                .setMicros(limits.whole().micros())
                .setDayCalls(limits.day().calls())
                .setDayTokens(limits.day().tokens())
                .setDayMicros(limits.day().micros())
                .setPaused(limits.paused())
                .setSerial(limits.serial().number())
                .build();
    }

    private static BudgetLimits fromAvro(metatextgrad.events.BudgetLimits limits) {
        return new BudgetLimits(
                limits.getBudget(),
                new Limits(limits.getCalls(), limits.getTokens(), limits.getMicros()),
                new Limits(limits.getDayCalls(), limits.getDayTokens(), limits.getDayMicros()),
                limits.getPaused(),
                new Serial(limits.getSerial()));
    }

    private static metatextgrad.events.BudgetSpend toAvro(BudgetSpend spend) {
        return metatextgrad.events.BudgetSpend.newBuilder()
                .setBudget(spend.budget())
                .setPartition(spend.partition())
                .setDay(spend.day())
                .setCalls(spend.whole().calls())
                .setTokens(spend.whole().tokens())
                .setMicros(spend.whole().micros())
                .setUnpriced(spend.whole().unpriced())
                .setDayCalls(spend.today().calls())
                .setDayTokens(spend.today().tokens())
                .setDayMicros(spend.today().micros())
                .setDayUnpriced(spend.today().unpriced())
                .setReservedCalls(spend.reserved().calls())
                .setReservedTokens(spend.reserved().tokens())
                .setReservedMicros(spend.reserved().micros())
                .setReservedUnpriced(spend.reserved().unpriced())
                .setSerial(spend.serial().number())
                .build();
    }

    private static BudgetSpend fromAvro(metatextgrad.events.BudgetSpend spend) {
        return new BudgetSpend(
                spend.getBudget(),
                spend.getPartition(),
                spend.getDay(),
                new Spend(
                        spend.getCalls(),
                        spend.getTokens(),
                        spend.getMicros(),
                        spend.getUnpriced()),
                new Spend(
                        spend.getDayCalls(),
                        spend.getDayTokens(),
                        spend.getDayMicros(),
                        spend.getDayUnpriced()),
                new Spend(
                        spend.getReservedCalls(),
                        spend.getReservedTokens(),
                        spend.getReservedMicros(),
                        spend.getReservedUnpriced()),
                new Serial(spend.getSerial()));
    }
}
