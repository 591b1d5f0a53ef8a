/** The search of mode race: which steps, validations and requests come next. Pure. */
package metatextgrad.race;
