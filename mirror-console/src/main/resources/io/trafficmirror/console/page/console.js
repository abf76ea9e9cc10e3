// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
const state = await (await fetch('api/v1/state')).json();
const line = document.createElement('pre');
line.textContent = JSON.stringify(state, null, 1);
document.getElementById('console')?.replaceChildren(line);
