import type { Dictionary } from '../dictionary.ts';

/** 日本語, keyed by the English sentence. */
export const commands: Dictionary = {
  // Commands
  'Draw a picture from words.': '言葉から絵を描きます。',
  'Redraw a picture or a drawing: noise it part of the way, then denoise it towards a prompt.':
    '画像を描き直します。途中までノイズを加え、プロンプトに沿ってノイズを取り除きます。',
  'Draw something new into part of a picture. The part: a mask, the transparency, or words.':
    '画像の一部に新しいものを描きます。場所はマスク、透明部分、または言葉で指定します。',
  'Draw one picture that shows two things: turn it, and it is the other one.':
    '回すと別のものに見える、一枚で二通りの絵を描きます。',
  'Draw one picture that shows one thing from far away and another from close.':
    '遠くから見たときと近くで見たときで、違うものに見える絵を描きます。',
  'Make a picture larger with the super-resolution stage, which invents the fine detail.':
    '超解像で画像を大きくします。細部はモデルが補って描きます。',
  'Show what noise makes of a picture: the forward process.': '画像にノイズを加えるとどうなるか（順過程）を見せます。',
  'Noise a picture, then clean it by a blur, in one step and step by step, side by side.':
    '画像にノイズを加え、ぼかし、1ステップ、段階的の三通りで取り除いて並べます。',
  'Make an earlier picture again with one thing changed; everything else stays, the seed too.':
    '以前の絵を一か所だけ変えて描き直します。シードを含め、ほかはすべて同じです。',
  'Show what is being drawn and what is waiting.': '描いている絵と待っている絵を表示します。',
  'Stop a picture of yours that is waiting or being drawn; without a name, your latest.':
    '待機中または描画中の自分の絵を止めます。指定がなければ最新のものです。',
  'Show how the engine is, what it runs on, and which models there are.':
    'エンジンの状態、動作環境、使えるモデルを表示します。',
  'List the commands, or explain one.': 'コマンドを一覧表示するか、一つを説明します。',

  // What every drawing takes
  'What to draw.': '何を描くか。',
  'How many pictures; each takes the next seed.': '枚数。一枚ごとに次のシードを使います。',
  'What to steer away from.': '避けたいもの。',
  "Denoising steps: more is slower and finer. Normally the model's own.":
    'ノイズ除去のステップ数。多いほど遅く、きめ細かくなります。省略時はモデルの設定です。',
  "How hard to follow the prompt: 1 is unguided, 7 is common. Normally the model's own.":
    'プロンプトに従う強さ。1はガイドなし、7が一般的。省略時はモデルの設定です。',
  'Where the noise begins: the same seed draws the same picture. 180 is the seed of the examples.':
    'ノイズの始まり。同じシードなら同じ絵になります。例では180を使います。',
  "How a step is taken. Normally the model's own.": 'ステップの進め方。省略時はモデルの設定です。',
  "Which timesteps are visited: strided is the classic schedule. Normally the model's own.":
    'どのタイムステップを通るか。stridedは標準的な等間隔。省略時はモデルの設定です。',
  'Guide only between two timesteps, such as 200-800.': '二つのタイムステップの間だけガイドします（例：200-800）。',
  'Keep colours in range at every step: dynamic thresholding.':
    'ステップごとに色を範囲内に収めます（dynamic thresholding）。',
  'Finish with super-resolution where the model has it.': 'モデルに超解像があれば、最後に使います。',
  'Also make a film of the noise turning into the picture.': 'ノイズが絵になっていく動画も作ります。',
  'Which model draws; /status lists them.': '描くモデル。 /status で一覧を見られます。',
  'Fresh noise in the steps of the ddim sampler: 0 is none, 1 as much as ddpm.':
    'ddimの各ステップで新たに加えるノイズ。0はなし、1はddpmと同じ量です。',

  // Pictures to begin with, and what stays of them
  'The picture or drawing to begin with.': 'もとになる画像またはスケッチ。',
  'What it should become.': '何に描き変えるか。',
  'How much of the picture survives the noise: 0 nothing, 10 its layout, 33 nearly everything.':
    'もとの画像をどれだけ残すか。0は何も残さず、10は構図、33はほぼすべてを残します。',
  'The whole sheet: starts 1, 3, 5, 7, 10, 20 and 28 beside the original.':
    '開始点1、3、5、7、10、20、28の結果を元の画像と並べた一覧にします。',
  'The picture; where it is transparent, new content goes.': '画像。透明な部分に新しいものを描きます。',
  'What to draw there.': 'そこに何を描くか。',
  'White where new content goes, black where the picture stays.':
    '白い部分に新しく描き、黒い部分は元の画像のまま残します。',
  'Where new content goes: "top half", "left third", "middle 40%".':
    '新しく描く場所（英語で）："top half"、"left third"、"middle 40%"。',
  'Swap what stays and what is drawn anew.': '残す部分と新しく描く部分を入れ替えます。',
  'Go back and redo, so that new content fits better: 10 is slow and thorough.':
    '戻ってやり直し、新しい部分をなじませます。10は遅いですが丁寧です。',
  'What stays is noised again at every step (renoised, as in RePaint) or kept clean.':
    '残す部分に毎回ノイズを加える（renoised、RePaintと同じ）か、きれいなまま保つ（clean）か。',
  'Begin at this picture or drawing instead of noise.': 'ノイズの代わりに、この画像またはスケッチから始めます。',
  'A picture to draw into; say where with mask or region.': '描き込む画像。場所はmaskまたはregionで指定します。',

  // Anagrams and hybrids
  'What it shows as it is.': 'そのまま見たときに見えるもの。',
  'What it shows when turned.': '回したときに見えるもの。',
  'What it shows when turned by the third view.': '三つ目の回し方で見えるもの。',
  'How to turn it; flip is upside down.': '回し方。flipは上下逆さまです。',
  'How to turn it for the third.': '三つ目の回し方。',
  'What it shows from far away, or when small.': '遠くから、または小さくして見たときに見えるもの。',
  'What it shows from close.': '近くで見たときに見えるもの。',
  'What it shows in between.': '中間の距離で見えるもの。',
  'How it is split: coarse and fine, grey and colour, or moving and still.':
    '分け方：粗い部分と細かい部分、灰色と色、または動きと静止。',
  'A real photo for the far part; `far` then says what it shows.':
    '遠くから見える部分に使う実際の写真。その内容を`far`に書きます。',

  // Upscale, noise and denoise
  'The picture. The stage sees it at 256 pixels a side at most.':
    '画像。拡大の段階では一辺最大256ピクセルとして扱います。',
  'Draw what lies beyond the edges of a picture.': '画像の端の外側を描きます。',
  'The picture, which stays as it is.': '元の画像。そのまま残ります。',
  'What lies beyond its edges.': '端の外側に描くもの。',
  'How much to add at the left, in percent of the picture.': '左に足す量（画像に対するパーセント）。',
  'How much to add at the right, in percent of the picture.': '右に足す量（画像に対するパーセント）。',
  'How much to add at the top, in percent of the picture.': '上に足す量（画像に対するパーセント）。',
  'How much to add at the bottom, in percent of the picture.': '下に足す量（画像に対するパーセント）。',
  'The shape that it should get, instead of margins.': '余白の代わりに、仕上がりの形。',
  'Longer side of the result in pixels.': '結果の長辺のピクセル数。',
  'Redraw the middle square of the picture, instead of the square around the mask.':
    'マスクの周りの正方形ではなく、画像の中央の正方形を描き直します。',
  'Use the middle square of the picture, instead of its whole shape.': '画像全体の形ではなく、中央の正方形を使います。',
  'What it shows, if the detail should follow it.': '何の絵か。細部をそれに合わせたいときに指定します。',
  'The picture.': '画像。',
  'The timestep; without it the sheet for 250, 500 and 750.':
    'タイムステップ。省略すると250、500、750の一覧になります。',
  'How much noise: 0 is none, 999 all; 690 is start 10 of /sdedit.':
    'ノイズの量。0はなし、999は全部。690は /sdedit の開始点10です。',
  'What the model is told that it sees.': '何の絵だとモデルに伝えるか。',
  'Also put every picture through super-resolution.': 'すべての画像に超解像もかけます。',

  // Remix
  'What to draw instead; of two, the first.': '代わりに描くもの。二つあるときは一つ目です。',
  'What to draw instead as the second of two or three.': '二つまたは三つのうち、二つ目として代わりに描くもの。',
  'What to draw instead as the third.': '三つ目として代わりに描くもの。',
  'Which picture; without it, the latest here.': 'どの絵か。省略するとここで最新の絵です。',
  'A PNG that I made: it carries its settings.': 'このボットが作ったPNG。設定が埋め込まれています。',
  'The timestep that the picture is noised to.': '画像にノイズを加えるタイムステップ。',
  'How an anagram is turned for the second.': 'アナグラムの二つ目の回し方。',
  'How an anagram is turned for the third.': 'アナグラムの三つ目の回し方。',
  'How a hybrid is split.': 'ハイブリッド画像の分け方。',
  'Finish with super-resolution, or do not.': '最後に超解像を使うかどうか。',

  // Cancel and help
  'Which one, from /queue; "all" for all of yours.': '/queue にあるどれか。"all"なら自分のものすべて。',
  'Which command to explain; "words" lists what can be drawn.': '説明するコマンド。"words" で描けるものの一覧。',

  // Only on Discord
  'Answer only to me.': '自分だけに答えます。',
  'SDEdit this': 'SDEditで描き直す',
  'Inpaint this': '一部を描き直す',
  'Upscale this': '拡大する',
  'Turn this': '回す',
  'Reuse settings': '設定を再利用する',

  // Settings
  'Choose where and by whom I may be asked, how much, and how I answer.': '使える場所、人、枚数、答え方を決めます。',
  'Show what holds in this server.': 'このサーバーでの設定を表示します。',
  'Where I may be asked; with no channel in the list, everywhere.':
    '使えるチャンネル。一覧が空なら、どこでも使えます。',
  'Allow this channel.': 'このチャンネルを許可します。',
  'Take this channel off the list.': 'このチャンネルを一覧から外します。',
  'Empty the list.': '一覧を空にします。',
  'Who may ask me; with no role in the list, everybody.': '使える人のロール。一覧が空なら、誰でも使えます。',
  'Allow this role.': 'このロールを許可します。',
  'Take this role off the list.': 'このロールを一覧から外します。',
  'How many pictures may be asked for in 24 hours.': '24時間に頼める枚数を決めます。',
  'Pictures in 24 hours for one person; 0 for no quota.': '一人が24時間に頼める枚数。0なら制限なし。',
  'Pictures in 24 hours for the whole server; 0 for no quota.': 'サーバー全体で24時間に頼める枚数。0なら制限なし。',
  'How the steps are shown while a picture is drawn.': '描いている間のステップの見せ方を決めます。',
  'In a thread below the answer, in the answer itself (edit), or not at all (off).':
    '返信の下のスレッド（thread）、返信そのもの（edit）、または表示しない（off）。',
  'Words that no prompt may have; without an option I show them to you alone.':
    'プロンプトに使えない言葉。オプションなしなら、あなただけに一覧を見せます。',
  'Words to block, with commas between them.': '禁止する言葉。カンマで区切ります。',
  'Words to allow again, with commas between them.': '再び許可する言葉。カンマで区切ります。',
  'Which model draws where nobody names one.': 'モデルの指定がないときに描くモデルを決めます。',
  'The model; without it, the first of /status.': 'モデル。省略すると /status の最初のモデルです。',
  'How long the host keeps pictures and their steps.': 'ホストが絵とそのステップを保存しておく期間を決めます。',
  "Hours, up to a year (8760); 0 for the host's own.": '時間数。最長一年（8760）。0ならホストの設定に従います。',
  'Forget every setting of this server.': 'このサーバーの設定をすべて消します。',

  // Styles
  'List the styles, save one of your own, or delete it.': 'スタイルの一覧、保存、削除をします。',
  'What to do with styles.': 'スタイルをどうするか。',
  'Name of the style.': 'スタイルの名前。',
  'Words of the style; {prompt} stands for what is drawn.': 'スタイルの言葉。{prompt} の所に描くものが入ります。',
  'What the style steers away from.': 'スタイルが避けるもの。',
  'How hard the style follows the prompt.': 'スタイルがプロンプトに従う強さ。',
  'Denoising steps of the style.': 'スタイルのノイズ除去ステップ数。',
  'How the style takes a step.': 'スタイルの1ステップの進め方。',
  'A style by its name; /style lists them.': 'スタイルの名前。 /style で一覧できます。',

  // Deleting
  'Delete a picture of yours, and all that I posted of it; without a name, your latest.':
    'あなたの画像と、投稿したものをすべて削除します。名前がなければ最新のものです。',
  'Which picture; without it, your latest here.': 'どの画像か。省略すると、ここでのあなたの最新のもの。',
};
