package metatextgrad.services.worker.budgets;

import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;

/**
 * What a budget has spent on a day, and its limits of a day.
 *
 * @param budget a project's id, or {@link metatextgrad.model.event.BudgetLimits#ALL}
 */
public record DayUse(String budget, Spend spent, Limits limits) {}
