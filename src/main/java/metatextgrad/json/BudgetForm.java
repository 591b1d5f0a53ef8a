package metatextgrad.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.math.BigDecimal;
import metatextgrad.model.Dollars;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Limits;
import org.jspecify.annotations.Nullable;

/** The limits of a run, with those of a step below them. Money is in dollars. */
record BudgetForm(
        @JsonSetter(nulls = Nulls.SET) @Nullable Long calls,
        @JsonSetter(nulls = Nulls.SET) @Nullable Long tokens,
        @JsonSetter(nulls = Nulls.SET) @Nullable BigDecimal usd,
        @JsonSetter(nulls = Nulls.SET) @Nullable BudgetForm step) {
    private static final int MICROS = 6;

    private static BudgetForm of(Limits limits, @Nullable BudgetForm step) {
        Long micros = limits.micros();
        BigDecimal usd =
                micros == null ? null : BigDecimal.valueOf(micros, MICROS).stripTrailingZeros();
        return new BudgetForm(limits.calls(), limits.tokens(), usd, step);
    }

    private Limits limits() {
        return new Limits(
                calls, tokens, usd == null ? null : (Long) Dollars.micros(usd.toPlainString()));
    }

    static final class Write extends StdConverter<Budget, BudgetForm> {
        @Override
        public BudgetForm convert(Budget budget) {
            boolean any = !budget.step().equals(Limits.NONE);
            return of(budget.run(), any ? of(budget.step(), null) : null);
        }
    }

    static final class Read extends StdConverter<BudgetForm, Budget> {
        @Override
        public Budget convert(BudgetForm form) {
            BudgetForm step = form.step;
            return new Budget(form.limits(), step == null ? Limits.NONE : step.limits());
        }
    }
}
