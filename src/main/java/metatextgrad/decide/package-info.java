/** The contract between pure deciders and what runs them: rows, decisions and inputs. */
package metatextgrad.decide;
